/** S6: uploads cut at a random byte, of the head or the body, settle every `text()`. */
import { once } from 'node:events'
import { connect, inParallel } from './client.mjs'
import { startServer } from './processes.mjs'
import { atMost, equal, MB, program, times } from './program.mjs'

const BODY = 'x'.repeat(20_000)
const UPLOAD = Buffer.from(
  `POST /upload/text HTTP/1.1\r\nhost: a\r\ncontent-length: ${BODY.length}\r\n\r\n${BODY}`,
)

await program('S6', '5 000 uploads cut at a random byte, half by FIN, half by RST', async () => {
  const server = await startServer('http')
  const cut = async n => {
    const socket = await connect(server.port)
    socket.on('error', () => {})
    const at = 1 + Math.floor(Math.random() * (UPLOAD.length - 1))
    const closed = once(socket, 'close').catch(() => {})
    await new Promise(resolve => socket.write(UPLOAD.subarray(0, at), resolve))
    if (n % 2 === 0) socket.resume().end()
    else socket.resetAndDestroy()
    await closed
  }
  const settled = counts => counts.started === (counts.rejected ?? 0) + (counts.resolved ?? 0)
  try {
    await inParallel(times(1_000), 50, cut)
    const before = await server.ask('settled')
    await server.ask('reset')
    await inParallel(times(5_000), 50, cut)
    const { counts } = await server.until(settled)
    const after = await server.ask('settled')
    return [
      equal('text() that has not settled', counts.started - (counts.rejected ?? 0), 0),
      equal('text() that gave a part for the whole', counts.resolved ?? 0, 0),
      atMost('heap growth', (after.heap - before.heap) / MB, 2, ' MB'),
      equal('faults of the process', after.counts.faults, 0),
    ]
  } finally {
    server.stop()
  }
})
