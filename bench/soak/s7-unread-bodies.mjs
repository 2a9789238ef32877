/** S7: a refused upload that nobody reads does not cost the connection. */
import { Connection, inParallel } from './client.mjs'
import { startServer } from './processes.mjs'
import { equal, MB, program, times } from './program.mjs'

const CONNECTIONS = 50
const body = Buffer.alloc(MB, 'x')

await program('S7', '2 000 posts of 1 MB get 401 over 50 connections', async () => {
  const each = times(2_000 / CONNECTIONS)
  const server = await startServer('http')
  try {
    const statuses = {}
    await inParallel(CONNECTIONS, CONNECTIONS, async () => {
      const connection = await Connection.open(server.port)
      for (let n = 0; n < each; n++) {
        const response = connection.send('POST', '/unauthorized', { body }).response()
        const status = await response.catch(error => error.message)
        statuses[status] = (statuses[status] ?? 0) + 1
      }
      connection.close()
    })
    const { counts } = await server.ask('now')
    return [
      equal('answers', JSON.stringify(statuses), JSON.stringify({ 401: each * CONNECTIONS })),
      equal('faults of the process', counts.faults, 0),
    ]
  } finally {
    server.stop()
  }
})
