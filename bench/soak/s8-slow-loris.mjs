/** S8: thousands of clients that dribble do not slow down those who do not. */
import { once } from 'node:events'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { Connection } from './client.mjs'
import { startLoad, startServer } from './processes.mjs'
import { atMost, equal, program, times, told } from './program.mjs'

const CONNECTIONS = 10
const PAUSE_MS = 5
const MEASURE_MS = times(10_000)

await program('S8', 'p99 beside 2 000 slow heads and 2 000 slow bodies', async () => {
  const slow = times(2_000)
  const server = await startServer('http')
  let attack
  try {
    await p99(server.port)
    const idle = await p99(server.port)
    attack = startLoad('slow-clients.mjs', [server.port, slow, slow])
    const [open] = await once(attack, 'message')
    const attacked = await p99(server.port)
    const { counts } = await server.ask('now')
    return [
      equal('slow clients', open, 2 * slow),
      told('p99 when idle', idle, ' ms'),
      atMost('p99 beside slow clients', attacked, 3 * idle, ' ms'),
      equal('faults of the process', counts.faults, 0),
    ]
  } finally {
    attack?.kill('SIGKILL')
    server.stop()
  }
})

/** Milliseconds; the load leaves the machine room, else it would measure itself. */
async function p99(port) {
  const latencies = []
  const end = performance.now() + MEASURE_MS
  const client = async () => {
    const connection = await Connection.open(port)
    while (performance.now() < end) {
      const sent = performance.now()
      await connection.send('GET', '/hello').response()
      latencies.push(performance.now() - sent)
      await sleep(PAUSE_MS)
    }
    connection.close()
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, client))
  latencies.sort((a, b) => a - b)
  return latencies[Math.floor(latencies.length * 0.99)]
}
