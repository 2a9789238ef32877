/**
 * Who waits for whom among cached functions. Calls with one key share one run, so a function that
 * calls itself with its own arguments, directly or through others, would wait for itself: such a
 * call is found here before it waits.
 */
import { state } from '../state.js'
import type { CachedRun } from './cached-run.js'

type Key = string | symbol

/** One for the process: runs of two copies of this package may wait for each other. */
export function runsInProgress(): RunsInProgress {
  state.runsInProgress ??= new RunsInProgress()
  return state.runsInProgress as RunsInProgress
}

export class RunsInProgress {
  /** By the key whose value they make. More than one where the value may not be shared. */
  readonly #runs = new Map<Key, Set<CachedRun>>()

  /** Whether a run of this key cannot end before the run that asks for it. */
  isCircular(key: Key, outer: CachedRun | undefined): boolean {
    return outer !== undefined && this.#dependsOn(key, outer, new Set())
  }

  /**
   * The outer run cannot end before the value of the key is there. Noted by key and not by run:
   * what makes the value may begin later.
   */
  async wait<T>(key: Key, outer: CachedRun | undefined, value: () => Promise<T>): Promise<T> {
    if (outer === undefined) return value()
    const wait = { key }
    outer.waits.add(wait)
    try {
      return await value()
    } finally {
      outer.waits.delete(wait)
    }
  }

  /** Runs `body`, which makes the value of the key. */
  async make<T>(key: Key, run: CachedRun, body: () => Promise<T>): Promise<T> {
    const runs = this.#runs.get(key) ?? new Set()
    this.#runs.set(key, runs.add(run))
    try {
      return await body()
    } finally {
      runs.delete(run)
      if (runs.size === 0) this.#runs.delete(key)
    }
  }

  #dependsOn(key: Key, run: CachedRun, seen: Set<Key>): boolean {
    if (seen.has(key)) return false
    seen.add(key)
    for (const maker of this.#runs.get(key) ?? []) {
      if (maker === run) return true
      for (const wait of maker.waits) if (this.#dependsOn(wait.key, run, seen)) return true
    }
    return false
  }
}
