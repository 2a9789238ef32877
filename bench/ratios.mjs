/** Times → ratios. Always of two servers in the same round, so that a slow round cancels out. */

export const median = numbers => {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

const spread = numbers => ({
  median: median(numbers),
  min: Math.min(...numbers),
  max: Math.max(...numbers),
})

/** Microseconds in each round. */
export const timesOf = ({ cells }, server, workload) =>
  cells.find(cell => cell.server === server && cell.workload === workload)?.microseconds

/** How many times less CPU time than `base` a request costs `server`; `undefined` without both. */
export function ratio(macro, server, workload, base) {
  const own = timesOf(macro, server, workload)
  const other = timesOf(macro, base, workload)
  return own && other && spread(own.map((time, round) => other[round] / time))
}

/** Microseconds that a request costs `server` more than `base`. */
export function extra(macro, server, workload, base) {
  const own = timesOf(macro, server, workload)
  const other = timesOf(macro, base, workload)
  return own && other && spread(own.map((time, round) => time - other[round]))
}

const TOLERANCE = 0.1

/**
 * The ratios that are worse than in an earlier run by more than a tenth, as lines.
 *
 * @param baseOf - tells what a server is compared with.
 */
export function losses(earlier, now, baseOf) {
  return now.cells.flatMap(({ server, workload }) => {
    const base = baseOf(server)
    const before = ratio(earlier, server, workload, base)?.median
    const after = ratio(now, server, workload, base)?.median
    if (before === undefined || after === undefined) return []
    if (after >= before * (1 - TOLERANCE)) return []
    return [`worse: ${server}, ${workload}: ${before.toFixed(2)} → ${after.toFixed(2)} of ${base}`]
  })
}
