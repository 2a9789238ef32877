/**
 * The process of the load generator: runs one load at a time and answers with what came back. wrk
 * where there is one, for it costs the machine least.
 */
import { execFileSync } from 'node:child_process'
import autocannon from 'autocannon'
import { wrk } from './wrk.mjs'

const generator = process.argv[2] ?? (hasWrk() ? 'wrk' : 'autocannon')

function hasWrk() {
  try {
    // It prints its version and says that this was a failure.
    return execFileSync('sh', ['-c', 'wrk -v; true'], { encoding: 'utf8' }).includes('wrk')
  } catch {
    return false
  }
}

async function cannon({ seconds: duration = 10, status, ...request }) {
  // It looks at the clock once in each sample, which by default is a second.
  const result = await autocannon({ ...request, duration, sampleInt: 50 })
  const answers = result[`${Math.floor(status / 100)}xx`]
  const all = result['1xx'] + result['2xx'] + result['3xx'] + result['4xx'] + result['5xx']
  return { answers, failed: result.errors + result.timeouts + all - answers }
}

const generators = { wrk, autocannon: cannon }
process.on('message', async job => process.send(await generators[generator](job)))
process.send({ generator })
