/** S5: large uploads to handlers that read slowly, late or never stay out of memory. */
import { once } from 'node:events'
import { connect, inParallel } from './client.mjs'
import { startServer } from './processes.mjs'
import { atMost, equal, MB, program, times } from './program.mjs'

const PIECE = Buffer.alloc(64 * 1024, 'x')
const SIZE = times(200) * MB
const KINDS = [
  ['/upload/slowly', 200],
  ['/upload/never', 403],
  ['/upload/late', 403],
]

await program('S5', '50 uploads of 200 MB, read slowly or not at all', async () => {
  const all = 50
  const server = await startServer('http')
  try {
    // The young generation of V8 grows with the number of readers, once, and by half of what is allowed.
    await inParallel(all, all, n => upload(server.port, KINDS[n % KINDS.length][0], 8 * MB))
    const before = await server.ask('settled')
    const wrong = []
    await inParallel(all, all, async n => {
      const [path, expected] = KINDS[n % KINDS.length]
      const status = await upload(server.port, path, SIZE)
      if (status !== expected) wrong.push(`${path}: ${status}`)
    })
    const { peak, counts } = await server.ask('now')
    return [
      equal('clients without their status', wrong.join(), ''),
      atMost('growth of RSS', (peak - before.rss) / MB, 64, ' MB'),
      equal('faults of the process', counts.faults, 0),
    ]
  } finally {
    server.stop()
  }
})

/** Writes on even when the answer has come, as clients do; gives the status, 0 for none. */
async function upload(port, path, size) {
  const socket = await connect(port)
  let head = ''
  socket.on('error', () => {})
  socket.on('data', bytes => {
    head += bytes.toString('latin1')
  })
  const length = `content-length: ${size}`
  socket.write(`POST ${path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n${length}\r\n\r\n`)
  const closed = once(socket, 'close').catch(() => {})
  for (let left = size; left > 0 && !socket.destroyed; left -= PIECE.length) {
    if (!socket.write(PIECE)) await Promise.race([drained(socket), closed])
  }
  await closed
  return Number(head.slice(9, 12))
}

function drained(socket) {
  return new Promise(resolve => socket.once('drain', resolve))
}
