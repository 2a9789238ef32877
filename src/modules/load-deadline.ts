/**
 * Bounds how long a request waits for a module: a top-level `await` that never settles must not
 * hold every request of its route for ever.
 */

class LoadDeadlineError extends Error {
  constructor(ms: number) {
    super(
      `it is not evaluated after ${ms} ms. A top-level await in it, or in a module that it imports, ` +
        'does not settle. Give what it waits for a timeout, or raise the option loadTimeout.',
    )
    this.name = 'LoadDeadlineError'
  }
}

const raised = new WeakSet<object>()

/**
 * Whether a load ended with its deadline: then the module is still being evaluated. Does not look
 * at the error itself, since a module may throw what throws again when it is looked at.
 */
export function isDeadline(error: unknown): boolean {
  return raised.has(Object(error))
}

/** @param ms - milliseconds; `Infinity` for none. */
export function beforeDeadline<T>(loading: Promise<T>, ms: number): Promise<T> {
  if (ms === Number.POSITIVE_INFINITY) return loading
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      const error = new LoadDeadlineError(ms)
      raised.add(error)
      reject(error)
    }, ms)
    loading.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
