/**
 * S4: clients that never read make a stream wait, not grow.
 *
 * The promise is 4 MB produced for each client. What the two kernels of a connection take in meanwhile
 * (tcp_wmem of the server, tcp_rmem of the client) is in what was produced, and by default nearly
 * those 4 MB: a server of any kind produces as much. So the bytes that have left the process are
 * told, and the promise is held to what was produced beyond them, which is what we could let grow.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { connect, inParallel } from './client.mjs'
import { startServer } from './processes.mjs'
import { atMost, equal, MB, program, times, told } from './program.mjs'

await program('S4', '200 clients do not read a stream of 1 GB for 30 s', async () => {
  const all = times(200)
  const server = await startServer('http')
  try {
    const sockets = []
    await inParallel(all, 50, async () => {
      const socket = await connect(server.port)
      socket.pause()
      socket.on('error', () => {})
      socket.write('GET /gigabyte HTTP/1.1\r\nhost: a\r\n\r\n')
      sockets.push(socket)
    })
    await sleep(times(30_000))
    const { counts, peak, taken } = await server.ask('now')
    for (const socket of sockets) socket.resetAndDestroy()
    const after = await server.until(({ cancelled }) => cancelled >= all)
    return [
      equal('streams opened', counts.opened, all),
      told('most produced for one client', counts.produced / MB, ' MB'),
      told('most taken by the system for one client', taken / MB, ' MB'),
      atMost('most produced beyond that', (counts.produced - taken) / MB, 4, ' MB'),
      atMost('peak of RSS', peak / MB, 400, ' MB'),
      equal('streams cancelled afterwards', after.counts.cancelled, all),
      equal('faults of the process', after.counts.faults, 0),
    ]
  } finally {
    server.stop()
  }
})
