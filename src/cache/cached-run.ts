/**
 * One cached function while it runs: what `cacheLife()` and `cacheTag()` speak to, and what tells
 * `cookies()` and its kin to refuse. Found through an async context of its own, which exists only
 * once a cached function was called: on Node 20 and 22 entering one slows down the whole process.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { FunctionMeta } from '../modules/use-cache/runtime-shape.js'
import { state } from '../state.js'
import { type CacheLife, Lifetime } from './cache-life.js'
import { encodeTag, validTags } from './tags.js'

/** What a value brings along, to whatever it becomes part of. */
export interface Origin {
  readonly tags: readonly string[]
  readonly life: Required<CacheLife>
}

export class CachedRun {
  readonly meta: FunctionMeta
  /** `'use cache: private'`: sees the request, and is never stored. */
  readonly isPrivate: boolean
  readonly lifetime = new Lifetime()
  /** Runs whose result this one awaits. */
  readonly awaits = new Set<CachedRun>()
  readonly #tags = new Set<string>()
  /** Tags that were invalidated since the run began. */
  readonly #expired = new Set<string>()
  #isForgotten = false

  constructor(meta: FunctionMeta) {
    this.meta = meta
    this.isPrivate = meta.kind === 'private'
  }

  /** As `cacheTag()` was given them. */
  addTags(tags: readonly unknown[]): void {
    for (const tag of validTags(tags, this.#tags.size)) this.#tags.add(tag)
  }

  /** Takes over what a cached function called by this one brings along. */
  absorb({ tags, life }: Origin): void {
    for (const tag of tags) this.#tags.add(tag)
    this.lifetime.inherit(life)
  }

  /** Its value began before an invalidation: it must not be stored if it has one of the tags. */
  expire(tags: readonly string[]): void {
    for (const tag of tags) this.#expired.add(encodeTag(tag))
  }

  /** Its source was edited meanwhile. */
  forget(): void {
    this.#isForgotten = true
  }

  get isOutdated(): boolean {
    return this.#isForgotten || [...this.#tags].some(tag => this.#expired.has(tag))
  }

  get origin(): Origin {
    return { tags: [...this.#tags], life: this.lifetime.value }
  }

  /** Whether this run cannot end before the other does. */
  dependsOn(other: CachedRun, seen = new Set<CachedRun>()): boolean {
    if (this === other) return true
    if (seen.has(this)) return false
    seen.add(this)
    return [...this.awaits].some(run => run.dependsOn(other, seen))
  }
}

/** The cached function that the calling code runs in, the innermost. */
export function currentRun(): CachedRun | undefined {
  return state.cachedRuns?.getStore() as CachedRun | undefined
}

/** Calls `fn` as the body of the run. */
export function enterRun<T>(run: CachedRun, fn: () => T): T {
  state.cachedRuns ??= new AsyncLocalStorage()
  return state.cachedRuns.run(run, fn)
}
