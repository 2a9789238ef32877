/**
 * How often all files of all routes are asked about. Asking about many takes milliseconds, so it is
 * done once for whatever is loaded together, as by `ready()`, and in a large server not for every
 * route that is requested for the first time.
 */

const MANY = 500
const INTERVAL_MS = 1000

/** @returns whether it is too soon to ask again about so many files; if not, they count as asked. */
export function createPace(): (files: number) => boolean {
  let askedAt = Number.NEGATIVE_INFINITY
  let isAskedInThisTurn = false
  return files => {
    const now = performance.now()
    if (isAskedInThisTurn || (files > MANY && now - askedAt < INTERVAL_MS)) return true
    askedAt = now
    isAskedInThisTurn = true
    setImmediate(() => {
      isAskedInThisTurn = false
    })
    return false
  }
}
