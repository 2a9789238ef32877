/** A process of clients that send one byte of a head, or of a body, every second. */
import { connect, inParallel } from './client.mjs'

const [port, heads, bodies] = process.argv.slice(2).map(Number)
const GROUPS = 20
const PERIOD_MS = 1_000
const sockets = []

await inParallel(heads + bodies, 100, async n => {
  const socket = await connect(port)
  socket.on('error', () => {})
  const rest = n < heads ? 'x-slow: ' : 'content-length: 100000\r\n\r\n'
  socket.write(`POST /upload/text HTTP/1.1\r\nhost: a\r\n${rest}`)
  sockets.push(socket)
})
let turn = 0
setInterval(() => {
  turn = (turn + 1) % GROUPS
  for (let at = turn; at < sockets.length; at += GROUPS) sockets[at].write('y')
}, PERIOD_MS / GROUPS)
process.send(sockets.length)
