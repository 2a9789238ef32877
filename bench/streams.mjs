/** The process that holds idle streams of Server-Sent Events: opens as many as it is asked for. */
import { once } from 'node:events'
import { connect } from 'node:net'

const AT_ONCE = 200
const REQUEST = 'GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n'

let open = []

process.on('message', async ({ port, count }) => {
  for (const socket of open) socket.destroy()
  open = []
  while (open.length < count) {
    const more = Array.from({ length: Math.min(AT_ONCE, count - open.length) }, () => begin(port))
    open.push(...(await Promise.all(more)))
  }
  process.send(open.length)
})

/** A stream counts once its first event has come. */
async function begin(port) {
  const socket = connect(port, '127.0.0.1')
  socket.write(REQUEST)
  let text = ''
  while (!text.includes('data: hello')) text += (await once(socket, 'data'))[0]
  return socket
}

process.send('ready')
