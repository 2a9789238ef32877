/**
 * The heap after everything has gone that may go. Finalisers of a native `Request` with a signal
 * run a tenth of a second after the collection that found them, so one reading proves nothing.
 */
import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises'

/** Node 26 keeps code and weak references over an ordinary collection; Node 20 over this one. */
const LAST_RESORT = { type: 'major', execution: 'sync', flavor: 'last-resort' }
const HOW = Number.parseInt(process.versions.node, 10) >= 26 ? [LAST_RESORT] : []

/** So many readings in a row that agree; finalisers of many requests take seconds. */
const AGREEING = 5
const MOST_READINGS = 150
const TOLERANCE = 200_000

/** @returns bytes: the median of the first readings that agree, each after three collections. */
export async function settledHeap() {
  const readings = []
  do {
    for (let round = 0; round < 3; round++) {
      globalThis.gc(...HOW)
      await turn()
    }
    readings.push(process.memoryUsage().heapUsed)
    await sleep(150)
  } while (!agree(readings.slice(-AGREEING)) && readings.length < MOST_READINGS)
  return readings.slice(-AGREEING).sort((a, b) => a - b)[(AGREEING - 1) / 2]
}

function agree(readings) {
  return readings.length === AGREEING && Math.max(...readings) - Math.min(...readings) < TOLERANCE
}
