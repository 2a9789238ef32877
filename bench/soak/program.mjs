/** One promise as a program: runs it, prints its figures, and hands them to whoever started it. */
import { performance } from 'node:perf_hooks'

const scale = Number(process.env.SOAK_SCALE ?? 1)

/** Counts of requests are scaled down for a quick look; the figures to hold stay the same. */
export const times = count => Math.max(10, Math.round(count * scale))

/** A figure that must not be larger than what was promised. */
export function atMost(name, value, limit, unit = '') {
  return { name, value, promise: `≤ ${round(limit)}${unit}`, unit, holds: value <= limit }
}

export function equal(name, value, expected) {
  return { name, value, promise: String(expected), unit: '', holds: value === expected }
}

/** A figure that nothing is promised of, for the reading of others. */
export function told(name, value, unit = '') {
  return { name, value, promise: '', unit, holds: true }
}

export const MB = 1024 * 1024

/** @param run - gives the figures, and stops what it has started. */
export async function program(id, title, run) {
  const started = performance.now()
  const figures = await run()
  const seconds = (performance.now() - started) / 1000
  for (const { name, value, unit, promise, holds } of figures) {
    const verdict = holds ? 'holds' : 'FAILS'
    console.log(`  ${verdict}  ${name}: ${round(value)}${unit} (${promise || 'told'})`)
  }
  const holds = figures.every(figure => figure.holds)
  if (!holds) process.exitCode = 1
  process.send?.({ id, title, seconds, holds, figures })
  process.disconnect?.()
}

export function round(value) {
  return typeof value === 'number' ? Math.round(value * 100) / 100 : value
}
