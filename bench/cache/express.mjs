/** CPU time of the server for one request, by way; in rounds, so that noise meets all alike. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import autocannon from 'autocannon'

const SERVER = fileURLToPath(new URL('server.mjs', import.meta.url))
const WAYS = ['buffer', 'send', 'stored', 'uncached']

export async function overExpress({ rounds, seconds }, log) {
  const env = { ...process.env, NODE_ENV: 'production' }
  const child = fork(SERVER, [], { env, stdio: ['ignore', 2, 2, 'ipc'] })
  const [{ port, bytes }] = await once(child, 'message')
  const samples = Object.fromEntries(WAYS.map(way => [way, []]))
  try {
    for (const way of WAYS) await load(port, way, 3)
    for (let round = 1; round <= rounds; round++) {
      for (const way of WAYS) samples[way].push(await measured(child, port, way, seconds))
      log(`Express: round ${round} of ${rounds}`)
    }
  } finally {
    child.disconnect()
  }
  const medians = WAYS.map(way => [way, median(samples[way])])
  return { bytes, rounds, microseconds: Object.fromEntries(medians) }
}

/** Microseconds of CPU for one request. */
async function measured(child, port, way, seconds) {
  const before = await cpu(child)
  const { requests, non2xx, errors } = await load(port, way, seconds)
  const after = await cpu(child)
  if (non2xx + errors > 0) throw new Error(`${way}: ${non2xx + errors} requests failed`)
  return (after.user + after.system - before.user - before.system) / requests.total
}

function load(port, way, duration) {
  return autocannon({ url: `http://127.0.0.1:${port}/${way}`, connections: 32, duration })
}

async function cpu(child) {
  const answered = once(child, 'message')
  child.send('cpu')
  return (await answered)[0]
}

function median(values) {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)]
}
