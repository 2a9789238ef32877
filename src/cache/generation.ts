/**
 * A value in the making that may be stored: a cached function, or the answer of a route. What it
 * uses passes its tags and its life on to it, from the inside out.
 */
import { currentRun } from './cached-run.js'
import { requestCache } from './request-cache.js'

/** What a value brings along, to whatever it becomes part of. */
export interface Origin {
  readonly tags: readonly string[]
  readonly life: {
    /** Seconds; without effect on the server. */
    readonly stale?: number
    /** Seconds; `Infinity` for never. */
    readonly revalidate: number
    /** Seconds; `Infinity` for never. */
    readonly expire: number
  }
}

export interface Generation {
  absorb(origin: Origin): void
}

/**
 * The innermost that the calling code belongs to; `undefined` where nothing will be stored. Who
 * reads something stale for one that will be stored renews it first: the new value would
 * otherwise count as younger than what is in it.
 */
export function currentGeneration(): Generation | undefined {
  return currentRun() ?? requestCache()?.generation
}
