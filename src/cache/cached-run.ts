/**
 * One cached function while it runs: what `cacheLife()` and `cacheTag()` speak to, and what tells
 * `cookies()` and its kin to refuse. Found through an async context of its own, which exists only
 * once a cached function was called: on Node 20 and 22 entering one slows down the whole process.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { FunctionMeta } from '../modules/use-cache/runtime-shape.js'
import { state } from '../state.js'
import { defaultLife, Lifetime } from './cache-life.js'
import type { Generation, Origin } from './generation.js'
import type { CacheSettings } from './mount/settings.js'
import { validTags } from './tags.js'

/** What made it a cached function: the directive, or what it was given to. */
export type CachedForm = 'use cache' | 'cached' | 'unstable_cache'

/** A cached function; without a form it has the directive. */
export interface CachedMeta extends FunctionMeta {
  readonly form?: CachedForm
}

export class CachedRun implements Generation {
  readonly meta: CachedMeta
  /** Of the cache that its value is for. */
  readonly settings: Pick<CacheSettings, 'cacheLife'> | undefined
  /** `'use cache: private'`: sees the request, and is never stored. */
  readonly isPrivate: boolean
  readonly lifetime: Lifetime
  /** What this run awaits; see `runs-in-progress.ts`. */
  readonly waits = new Set<{ readonly key: string | symbol }>()
  readonly #tags = new Set<string>()

  constructor(meta: CachedMeta, settings?: Pick<CacheSettings, 'cacheLife'>) {
    this.meta = meta
    this.settings = settings
    this.lifetime = new Lifetime(defaultLife(settings?.cacheLife))
    this.isPrivate = meta.kind === 'private'
  }

  get form(): CachedForm {
    return this.meta.form ?? 'use cache'
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

  get origin(): Origin {
    return { tags: [...this.#tags], life: this.lifetime.value }
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
