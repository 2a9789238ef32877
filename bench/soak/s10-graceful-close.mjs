/** S10: closing under load finishes what runs, ends what never would, and lets the process go. */
import { once } from 'node:events'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { Connection, connect } from './client.mjs'
import { startServer } from './processes.mjs'
import { atMost, equal, program } from './program.mjs'

const CLIENTS = 100
const STREAMS = 20
const GRACE_MS = 2_000

await program('S10', 'close() with 100 clients at work and 20 open event streams', async () => {
  const server = await startServer('http')
  const statuses = new Map()
  const clients = Array.from({ length: CLIENTS }, (_, n) => client(server.port, n, statuses))
  const streams = await Promise.all(Array.from({ length: STREAMS }, () => listen(server.port)))
  await sleep(1_000)
  const started = performance.now()
  const { ids } = await server.ask('close', { graceMs: GRACE_MS })
  const [code] = await server.gone
  const seconds = (performance.now() - started) / 1000
  await Promise.all(clients)
  await Promise.all(streams.map(({ ended }) => ended))
  return [
    equal('some requests are inside a handler', ids.length > 0, true),
    equal(
      'of these answered with 200',
      ids.filter(id => statuses.get(id) === 200).length,
      ids.length,
    ),
    atMost('time until the process was gone', seconds, GRACE_MS / 1000 + 1, ' s'),
    equal('exit code', code, 0),
  ]
})

/** Asks for the next as soon as it has one, until the server is gone. */
async function client(port, n, statuses) {
  const connection = await Connection.open(port)
  for (let id = n; ; id += CLIENTS) {
    const response = connection.send('GET', `/slow?id=${id}`).response()
    const status = await response.catch(() => undefined)
    if (status === undefined) return
    statuses.set(id, status)
  }
}

/** @returns what settles when the stream has ended. */
async function listen(port) {
  const socket = await connect(port)
  socket.on('error', () => {})
  socket.write('GET /events HTTP/1.1\r\nhost: a\r\n\r\n')
  await once(socket, 'data')
  return { ended: once(socket, 'close').catch(() => {}) }
}
