/** Samples → ratios. Always of two servers in the same round, so that a slow round cancels out. */

export const median = numbers => {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

const spread = numbers => ({
  median: round(median(numbers)),
  min: round(Math.min(...numbers)),
  max: round(Math.max(...numbers)),
})

const round = number => Number(number.toPrecision(3))

/**
 * Per server and workload: how many times less CPU time than `base` a request costs, how many
 * times more requests per second, and the difference in microseconds.
 */
export function compare(samples, server, workload, base) {
  const of = name => samples.filter(s => s.server === name && s.workload === workload)
  const pairs = of(server).map(own => [own, of(base).find(other => other.round === own.round)])
  if (pairs.length === 0 || pairs.some(([, other]) => other === undefined)) return undefined
  return {
    server,
    workload,
    base,
    cpu: spread(pairs.map(([own, other]) => other.microseconds / own.microseconds)),
    perSecond: spread(pairs.map(([own, other]) => own.perSecond / other.perSecond)),
    extraMicroseconds: spread(pairs.map(([own, other]) => own.microseconds - other.microseconds)),
  }
}
