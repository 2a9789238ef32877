/** SIG-9: requests over one connection leave no listener on it, nor on their messages. */
import { Connection } from './client.mjs'
import { startServer } from './processes.mjs'
import { atMost, equal, program, times } from './program.mjs'

const POST = ['POST', '/echo', { headers: 'content-type: application/json\r\n', body: '{}' }]

await program('SIG-9', '10 000 requests over one connection', async () => {
  const all = times(10_000)
  const plain = await visit('plain', 10)
  const ours = await visit('http', all)
  return [
    equal('answered with 200', ours.answered, all),
    atMost('listeners left on a request', ours.onRequest, Math.max(0, plain.onRequest)),
    atMost('listeners left on a response', ours.onResponse, Math.max(0, plain.onResponse)),
    atMost('listeners left on the connection', ours.onSocket, 0),
    equal('warnings and other faults', ours.faults, 0),
  ]
})

/** Node leaves a listener of its own on a request that nobody read: `plain` tells. */
async function visit(kind, count) {
  const server = await startServer(kind, { watched: true })
  try {
    const connection = await Connection.open(server.port)
    let answered = 0
    for (let n = 0; n < count; n++) {
      connection.send(...(n % 2 === 0 ? ['GET', '/hello'] : POST))
      if ((await connection.response()) === 200) answered++
    }
    connection.close()
    return { answered, ...(await server.ask('now')).counts }
  } finally {
    server.stop()
  }
}
