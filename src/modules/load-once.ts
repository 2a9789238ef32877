/**
 * Loads each route module once, when it is first asked for. One that failed is tried again, but
 * its side effects not on every request. Knows nothing of where modules come from.
 */
import type { RouteExports } from './exports.js'
import { beforeDeadline, isDeadline } from './load-deadline.js'
import { type Describe, loaded } from './load-failure.js'

export interface Loader {
  /**
   * The object that holds the exports of a route file.
   *
   * @param file - absolute path; below a manifest, its key.
   * @throws RouteHandlersError `RH_MODULE_LOAD`, with `cause` and `file`.
   */
  load(file: string): Promise<RouteExports>
}

/** A module that failed is tried again after this time. */
export const RETRY_AFTER_MS = 1000

interface Entry {
  exports: Promise<RouteExports>
  failedAt?: number
}

export interface LoadOnceOptions {
  readonly evaluate: (file: string) => Promise<object>
  readonly describe: Describe
  /** Milliseconds that a request waits for a module; `Infinity` for no end. */
  readonly timeout: number
}

export function loadOnce({ evaluate, describe, timeout }: LoadOnceOptions): Loader {
  const entries = new Map<string, Entry>()
  return {
    load(file) {
      const known = entries.get(file)
      if (known && !isRetryDue(known)) return known.exports
      const entry = start(file)
      entries.set(file, entry)
      return entry.exports
    },
  }

  function start(file: string): Entry {
    const evaluation = evaluate(file)
    const entry: Entry = { exports: loaded(beforeDeadline(evaluation, timeout), file, describe) }
    entry.exports.catch(({ cause }) => {
      if (!isDeadline(cause)) return retryLater(entry)
      // The module is still being evaluated, and nothing can be begun anew: requests fail at once.
      evaluation.then(
        () => {
          entry.exports = loaded(evaluation, file, describe)
        },
        () => retryLater(entry),
      )
    })
    return entry
  }
}

function retryLater(entry: Entry): void {
  entry.failedAt = performance.now()
}

function isRetryDue({ failedAt }: Entry): boolean {
  return failedAt !== undefined && performance.now() - failedAt >= RETRY_AFTER_MS
}
