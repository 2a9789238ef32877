/** S2: ten thousand requests inside a handler at the same time. */
import { performance } from 'node:perf_hooks'
import { Connection, inParallel } from './client.mjs'
import { startServer } from './processes.mjs'
import { atMost, equal, MB, program, times } from './program.mjs'

await program('S2', '10 000 requests at the same time', async () => {
  const all = times(10_000)
  const server = await startServer('http')
  try {
    const started = performance.now()
    const connections = []
    await inParallel(all, 500, async () => {
      connections.push((await Connection.open(server.port)).send('GET', `/gate?all=${all}`))
    })
    const statuses = await Promise.all(connections.map(each => each.response().catch(() => 0)))
    const seconds = (performance.now() - started) / 1000
    for (const connection of connections) connection.close()
    const { counts, peak } = await server.ask('now')
    return [
      equal('answered with 200', statuses.filter(status => status === 200).length, all),
      equal('inside the handler at once', counts.arrived, all),
      atMost('time', seconds, 15, ' s'),
      atMost('peak of RSS', peak / MB, 350, ' MB'),
      equal('faults of the process', counts.faults, 0),
    ]
  } finally {
    server.stop()
  }
})
