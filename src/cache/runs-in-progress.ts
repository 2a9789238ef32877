/**
 * Single flight: calls with the key of a run in progress share its result. What was invalidated
 * meanwhile is shared with no later call, and stored only if none of its tags was meant.
 */
import type { CachedRun } from './cached-run.js'
import type { Entry } from './value-store.js'

interface Flight {
  readonly run: CachedRun
  /** Set once the function has returned its promise. */
  result: Promise<Entry> | undefined
}

export class RunsInProgress {
  readonly #flights = new Map<string, Flight>()
  readonly #runs = new Set<CachedRun>()

  /**
   * The result of a run with this key, or of a new one.
   *
   * @param outer - the run that asks.
   * @param generate - makes the entry; called unless one can be shared.
   */
  async share(
    key: string,
    run: CachedRun,
    outer: CachedRun | undefined,
    generate: () => Promise<Entry>,
  ): Promise<Entry> {
    const flying = this.#flights.get(key)
    // A function that calls itself with its own arguments would wait for itself.
    const isCircular = outer !== undefined && flying?.run.dependsOn(outer)
    if (flying?.result && !isCircular) return awaiting(outer, flying.run, flying.result)
    const flight: Flight = { run, result: undefined }
    if (!flying) this.#flights.set(key, flight)
    this.#runs.add(run)
    outer?.awaits.add(run)
    try {
      flight.result = generate()
      return await flight.result
    } finally {
      outer?.awaits.delete(run)
      this.#runs.delete(run)
      if (this.#flights.get(key) === flight) this.#flights.delete(key)
    }
  }

  /** Whether later calls with this key still share the run. */
  isShared(key: string, run: CachedRun): boolean {
    return this.#flights.get(key)?.run === run
  }

  /** No run can tell yet which tags it will have: all of them are shared with nobody any more. */
  expire(tags: readonly string[]): void {
    for (const run of this.#runs) run.expire(tags)
    this.#flights.clear()
  }

  forget(files: ReadonlySet<string>): void {
    for (const run of this.#runs) if (files.has(run.meta.file)) run.forget()
    for (const [key, { run }] of this.#flights) {
      if (files.has(run.meta.file)) this.#flights.delete(key)
    }
  }
}

async function awaiting<T>(
  outer: CachedRun | undefined,
  run: CachedRun,
  result: Promise<T>,
): Promise<T> {
  outer?.awaits.add(run)
  try {
    return await result
  } finally {
    outer?.awaits.delete(run)
  }
}
