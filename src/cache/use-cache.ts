/**
 * The runtime of `'use cache'` and `cached()`. Values are bytes in the cache of the mount whose
 * request asks for them. Past its `revalidate` time a value is served once more while it is
 * renewed; past `expire` a call waits for a new one.
 */
import type { AsyncLocalStorage } from 'node:async_hooks'
import type { OriginalFunction, UseCacheRuntime } from '../modules/use-cache/runtime-shape.js'
import { state } from '../state.js'
import { CallSites } from './cached/call-sites.js'
import { type CachedMeta, CachedRun, currentRun, enterRun } from './cached-run.js'
import { type Captures, cachedValue, makeValue, originOfFailure } from './cached-value.js'
import { FunctionCaches } from './function-caches.js'
import { currentGeneration } from './generation.js'
import { engineOf, nestedPrivate } from './kind.js'
import type { Cache } from './mount/cache.js'
import { requestCache } from './request-cache.js'
import { runsInProgress } from './runs-in-progress.js'
import { taggedCall } from './type-tagged.js'
import { decodeValue } from './value-codec.js'

/** The runtime as the rest of the package sees it. */
export interface UseCache extends UseCacheRuntime {
  /** Where functions were given to `cached()`. */
  readonly callSites: CallSites
  /**
   * Uses no more what functions of these files made, or are making: hot reload calls it (RLD-9).
   *
   * @param files - relative to the project, with `/`, as in {@link CachedMeta}.
   */
  forget(files: Iterable<string>): void
}

/** One per process; see `install.ts`. */
export class CachedFunctions implements UseCache {
  readonly callSites = new CallSites()
  readonly #caches: FunctionCaches
  /** By file, how often it was edited since the process began. */
  readonly #edits = new Map<string, number>()

  constructor(shielded: ReturnType<typeof AsyncLocalStorage.snapshot>) {
    this.#caches = new FunctionCaches(shielded)
  }

  async call(
    meta: CachedMeta,
    captures: Captures,
    args: readonly unknown[],
    fn: OriginalFunction,
  ): Promise<unknown> {
    const { parameters } = meta
    const given = parameters === 'rest' ? args : args.slice(0, parameters)
    const cache = this.#caches.current()
    const engine = engineOf(meta, cache)
    const captured = engine && !state.isDraft?.() ? initialised(captures) : undefined
    if (!cache || !engine || !captured) {
      return callThrough(meta, cache, () => Reflect.apply(fn, undefined, given))
    }
    const call = taggedCall(meta, captured, given, this.#versionOf(cache, meta))
    const generation = currentGeneration()
    try {
      const made = await cachedValue(engine, call, () => makeValue(cache, meta, call, captures, fn))
      generation?.absorb(made)
      return decodeValue(made.body)
    } catch (error) {
      const origin = originOfFailure(error)
      if (origin) generation?.absorb(origin)
      throw error
    }
  }

  wrap(
    meta: CachedMeta,
    captures: Captures,
    fn: OriginalFunction,
  ): (...args: unknown[]) => Promise<unknown> {
    const compiled = (...args: unknown[]) => this.call(meta, captures, args, fn)
    Object.defineProperty(compiled, 'name', { value: meta.name, configurable: true })
    Object.defineProperty(compiled, 'length', { value: fn.length, configurable: true })
    return compiled
  }

  forget(files: Iterable<string>): void {
    for (const file of files) {
      this.#edits.set(file, (this.#edits.get(file) ?? 0) + 1)
      this.callSites.forget(file)
    }
  }

  #versionOf({ buildId }: Cache, { file }: CachedMeta): (string | number)[] {
    return [buildId, this.#edits.get(file) ?? 0]
  }
}

/** `undefined` where one of them is declared further down and the program has not come to it. */
function initialised(captures: Captures): readonly unknown[] | undefined {
  try {
    return captures()
  } catch {
    return undefined
  }
}

/** Runs the function for its caller alone. */
async function callThrough(
  meta: CachedMeta,
  cache: Cache | undefined,
  body: () => Promise<unknown>,
): Promise<unknown> {
  const outer = currentRun()
  const run = new CachedRun(meta, cache?.settings)
  if (run.isPrivate && outer && !outer.isPrivate) throw nestedPrivate(meta)
  if (run.isPrivate) requestCache()?.generation?.touch('"use cache: private"')
  const generation = currentGeneration()
  const runs = runsInProgress()
  const key = Symbol(meta.name)
  try {
    return await runs.wait(key, outer, () => runs.make(key, run, async () => enterRun(run, body)))
  } finally {
    generation?.absorb(run.origin)
  }
}
