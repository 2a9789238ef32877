/**
 * Loads each route module once, when it is first asked for. One that failed is tried again, but
 * its side effects not on every request. Knows nothing of where modules come from.
 */
import { RouteHandlersError } from '../errors.js'
import { pickExports, type RouteExports } from './exports.js'

export interface Loader {
  /**
   * The object that holds the exports of a route file.
   *
   * @param file - absolute path; below a manifest, its key.
   * @throws RouteHandlersError `RH_MODULE_LOAD`, with `cause` and `file`.
   */
  load(file: string): Promise<RouteExports>
}

const RETRY_AFTER_MS = 1000

interface Entry {
  readonly exports: Promise<RouteExports>
  failedAt?: number
}

type Evaluate = (file: string) => object | Promise<object>

/** @param nameOf - how messages call a file. */
export function loadOnce(evaluate: Evaluate, nameOf: (file: string) => string): Loader {
  const entries = new Map<string, Entry>()
  return {
    load(file) {
      const known = entries.get(file)
      if (known && !isRetryDue(known)) return known.exports
      const entry: Entry = { exports: load(file, evaluate, nameOf) }
      entries.set(file, entry)
      entry.exports.catch(() => {
        entry.failedAt = performance.now()
      })
      return entry.exports
    },
  }
}

function isRetryDue({ failedAt }: Entry): boolean {
  return failedAt !== undefined && performance.now() - failedAt >= RETRY_AFTER_MS
}

async function load(
  file: string,
  evaluate: Evaluate,
  nameOf: (file: string) => string,
): Promise<RouteExports> {
  try {
    return pickExports(await evaluate(file))
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new RouteHandlersError('RH_MODULE_LOAD', `${nameOf(file)} cannot be loaded: ${reason}`, {
      cause,
      file,
    })
  }
}
