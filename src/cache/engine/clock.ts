/** Waiting, so that tests can do it in no time. What the time *is* says the tag view. */
export interface Timers {
  sleep(ms: number): Promise<void>
  /** @returns a function that calls it off. */
  after(ms: number, callback: () => void): () => void
  /** From 0 to 1. */
  random(): number
}

export const realTimers: Timers = {
  sleep: ms => new Promise(resolve => setTimeout(resolve, ms)),
  after(ms, callback) {
    const timer = setTimeout(callback, ms)
    timer.unref()
    return () => clearTimeout(timer)
  },
  random: Math.random,
}
