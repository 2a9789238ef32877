/** How long a call takes: the median of many batches, in nanoseconds. */
import { peer } from '../peers/peer.mjs'

const { measure } = await peer('mitata')

/** @param seconds - longer for what takes microseconds: it has to be compiled before it counts. */
export async function time(fn, seconds = 0.1) {
  const { p50 } = await measure(fn, { min_cpu_time: seconds * 1e9 })
  return Number(p50.toPrecision(3))
}
