/**
 * The runtime of `'use cache'`. Values are kept in the memory of this process, and no longer than
 * their `revalidate` time: a call after it waits for a new value, where Next.js's documentation
 * promises the old one meanwhile. A restart begins empty.
 */
import type { AsyncLocalStorage } from 'node:async_hooks'
import type {
  FunctionMeta,
  OriginalFunction,
  UseCacheRuntime,
} from '../modules/use-cache/runtime-shape.js'
import { state } from '../state.js'
import { CachedRun, currentRun, enterRun } from './cached-run.js'
import { isStored, nestedPrivate } from './kind.js'
import { RunsInProgress } from './runs-in-progress.js'
import { type TaggedCall, taggedCall } from './type-tagged.js'
import { decodeValue, encodeValue } from './value-codec.js'
import { type Entry, ValueStore } from './value-store.js'

/** The runtime as the rest of the package sees it. */
export interface UseCache extends UseCacheRuntime {
  /** Drops what carries one of the tags, and what is being made and will. */
  expire(tags: readonly string[]): void
  /**
   * Drops what functions of these files made: hot reload calls it (RLD-9).
   *
   * @param files - relative to the project, with `/`, as in {@link FunctionMeta}.
   */
  forget(files: Iterable<string>): void
}

/** One per process; see `install.ts`. */
export class MemoryUseCache implements UseCache {
  readonly #store = new ValueStore()
  readonly #inProgress = new RunsInProgress()
  /** Runs in the async context of nobody. */
  readonly #shielded: ReturnType<typeof AsyncLocalStorage.snapshot>

  constructor(shielded: ReturnType<typeof AsyncLocalStorage.snapshot>) {
    this.#shielded = shielded
  }

  async call(
    meta: FunctionMeta,
    captures: () => readonly unknown[],
    args: readonly unknown[],
    fn: OriginalFunction,
  ): Promise<unknown> {
    const { parameters } = meta
    const given = parameters === 'rest' ? args : args.slice(0, parameters)
    const captured = isStored(meta) && !state.isDraft?.() ? initialised(captures) : undefined
    if (!captured) return callThrough(meta, () => Reflect.apply(fn, undefined, given))
    const outer = currentRun()
    const call = taggedCall(meta, captured, given)
    const entry = this.#store.get(call.key) ?? (await this.#produce(call, meta, captures, fn))
    outer?.absorb(entry)
    return decodeValue(entry.body)
  }

  wrap(
    meta: FunctionMeta,
    captures: () => readonly unknown[],
    fn: OriginalFunction,
  ): (...args: unknown[]) => Promise<unknown> {
    const compiled = (...args: unknown[]) => this.call(meta, captures, args, fn)
    Object.defineProperty(compiled, 'name', { value: meta.name, configurable: true })
    Object.defineProperty(compiled, 'length', { value: fn.length, configurable: true })
    return compiled
  }

  expire(tags: readonly string[]): void {
    this.#store.dropTagged(tags)
    this.#inProgress.expire(tags)
  }

  forget(files: Iterable<string>): void {
    const named = new Set(files)
    this.#store.dropMadeBy(named)
    this.#inProgress.forget(named)
  }

  #produce(
    call: TaggedCall,
    meta: FunctionMeta,
    captures: () => readonly unknown[],
    fn: OriginalFunction,
  ): Promise<Entry> {
    const { key } = call
    const run = new CachedRun(meta)
    const body = () => Reflect.apply(fn, undefined, call.copyArguments()) as Promise<unknown>
    return this.#inProgress.share(key, run, currentRun(), async () => {
      const start = performance.now()
      const scope = state.scopes.getStore()
      const value = await this.#shielded(() => inScope(scope, () => enterRun(run, body)))
      const entry = { body: encodeValue(value, meta), ...run.origin, file: meta.file }
      // A run that is shared no more is older than what a later one may have stored.
      const isLatest = this.#inProgress.isShared(key, run) || !this.#store.has(key)
      // Arguments are copies, captured variables are not: they may have changed while it ran.
      const isOfKey = call.hasCaptured(captures())
      if (isLatest && isOfKey && !run.isOutdated) this.#store.set(key, entry, start)
      return entry
    })
  }
}

/** The request stays known for messages and draft mode; what could vary with it refuses. */
function inScope<T>(scope: unknown, fn: () => T): T {
  return scope === undefined ? fn() : state.scopes.run(scope, fn)
}

/** `undefined` where one of them is declared further down and the program has not come to it. */
function initialised(captures: () => readonly unknown[]): readonly unknown[] | undefined {
  try {
    return captures()
  } catch {
    return undefined
  }
}

/** Runs the function for its caller alone. */
async function callThrough(meta: FunctionMeta, body: () => Promise<unknown>): Promise<unknown> {
  const outer = currentRun()
  const run = new CachedRun(meta)
  if (run.isPrivate && outer && !outer.isPrivate) throw nestedPrivate(meta)
  outer?.awaits.add(run)
  try {
    return await enterRun(run, body)
  } finally {
    outer?.awaits.delete(run)
    outer?.absorb(run.origin)
  }
}
