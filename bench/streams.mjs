/**
 * The process that holds connections: with idle streams of Server-Sent Events, or with requests
 * that wait for their answer; as many as it is asked for.
 */
import { once } from 'node:events'
import { connect } from 'node:net'

const AT_ONCE = 200

let open = []

process.on('message', async ({ port, count, path = '/events' }) => {
  for (const socket of open) socket.destroy()
  open = []
  while (open.length < count) {
    const length = Math.min(AT_ONCE, count - open.length)
    const more = Array.from({ length }, () => begin(port, path))
    open.push(...(await Promise.all(more)))
  }
  process.send(open.length)
})

/** A stream counts once its first event has come, a request that waits once it has been sent. */
async function begin(port, path) {
  const socket = connect(port, '127.0.0.1')
  const sent = new Promise(resolve => {
    const accept = 'Accept: text/event-stream'
    socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${accept}\r\n\r\n`, resolve)
  })
  if (path !== '/events') await sent
  else for (let text = ''; !text.includes('data: hello'); ) text += (await once(socket, 'data'))[0]
  return socket
}

process.send('ready')
