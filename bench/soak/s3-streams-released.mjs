/** S3: every event stream is cancelled and its signal aborted, however its client leaves. */
import { once } from 'node:events'
import { connect, inParallel } from './client.mjs'
import { startServer } from './processes.mjs'
import { atMost, equal, MB, program, times } from './program.mjs'

const LEAVE = [socket => socket.end(), socket => socket.resetAndDestroy()]

await program('S3', '3 000 event streams are released, half left by FIN, half by RST', async () => {
  const all = times(3_000)
  const server = await startServer('http')
  const visit = async n => {
    const socket = await connect(server.port)
    socket.on('error', () => {})
    socket.write('GET /events HTTP/1.1\r\nhost: a\r\n\r\n')
    await once(socket, 'data')
    return () => LEAVE[n % 2](socket)
  }
  const visitAll = async count => {
    const leave = []
    await inParallel(count, 200, async n => leave.push(await visit(n)))
    for (const go of leave) go()
    return server.until(({ cancelled, aborted }) => cancelled >= count && aborted >= count)
  }
  try {
    await visitAll(times(1_000))
    const before = await server.ask('settled')
    await server.ask('reset')
    const { counts } = await visitAll(all)
    const after = await server.ask('settled')
    return [
      equal('streams opened', counts.opened, all),
      equal('streams cancelled', counts.cancelled, all),
      equal('signals aborted', counts.aborted, all),
      atMost('heap growth', (after.heap - before.heap) / MB, 2, ' MB'),
      equal('faults of the process', after.counts.faults, 0),
    ]
  } finally {
    server.stop()
  }
})
