/**
 * The one thing this package keeps per process. Two copies of the package (a duplicated
 * dependency, an alias install, ESM beside CommonJS) find each other here, so that there is one
 * `NextResponse` class and one request scope. `@1` is the version of this layout, not of the
 * package: raise it only together with an incompatible change below.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { UseCache } from './cache/use-cache.js'
import type { LateResponses } from './late-responses.js'

const KEY: unique symbol = Symbol.for('route-handlers@1') as never

export interface ProcessState {
  /** Classes by name; see {@link shared}. */
  readonly classes: Map<string, unknown>
  /** The per-request scope. Entered only while {@link ProcessState.scopeWanted} is true. */
  readonly scopes: AsyncLocalStorage<unknown>
  /**
   * Raised when something that reads the scope (`next/headers`, `after`, `host()`, …) is
   * evaluated: on Node 20 and 22 entering a store slows down the whole process.
   */
  scopeWanted: boolean
  /** The runtime that code compiled from `'use cache'` calls (UC-4); `src/cache` installs it. */
  useCache: UseCache | undefined
  /** How often hot reload has let go of modules. */
  edits: number
  /** What `new Response(…)` and `Response.json(…)` of route files call, where they are rewritten. */
  lateResponses: LateResponses | undefined
  /** The cached functions that are running; made by the first one. */
  cachedRuns: AsyncLocalStorage<unknown> | undefined
  /** Who waits for whom among them; see `src/cache/runs-in-progress.ts`. */
  runsInProgress: unknown
  /** Caches at work, and the one of mounts without settings of their own; see `src/cache/mount`. */
  caches: Set<unknown> | undefined
  sharedCache: unknown
  /** The `fetch` of handlers where it is in place; see `src/cache/fetch/patch.ts`. */
  fetchPatch: unknown
  /** What calls of `fetch` in route files ask first, where the global is left alone. */
  moduleFetch: ((original: typeof fetch, args: ArrayLike<unknown>) => unknown) | undefined
  /** What `cache.run()` has entered; made by the first call of it. */
  enteredCaches: AsyncLocalStorage<unknown> | undefined
  /** By file: what has come of its `register()`; see `src/instrumentation`. */
  instrumentations: Map<string, unknown> | undefined
  /** Makes a span of a call of `fetch`; set while OpenTelemetry is in use. */
  fetchSpan:
    | ((args: ArrayLike<unknown>, call: () => Promise<Response>) => Promise<Response>)
    | undefined
  /** Whether the current request is in draft mode. `next/headers`, which can turn it on, sets it. */
  isDraft: (() => boolean) | undefined
  /** Messages already given; see `warn.ts`. */
  readonly warned: Set<string>
  /** State of the module hooks; only `src/modules` knows its shape. */
  loader: unknown
}

type Holder = { [KEY]?: ProcessState }

function create(): ProcessState {
  return {
    classes: new Map(),
    scopes: new AsyncLocalStorage(),
    scopeWanted: false,
    useCache: undefined,
    edits: 0,
    lateResponses: undefined,
    cachedRuns: undefined,
    runsInProgress: undefined,
    caches: undefined,
    sharedCache: undefined,
    fetchPatch: undefined,
    moduleFetch: undefined,
    enteredCaches: undefined,
    instrumentations: undefined,
    fetchSpan: undefined,
    isDraft: undefined,
    warned: new Set(),
    loader: undefined,
  }
}

/** The state of this process, created by whichever copy of the package is evaluated first. */
export const state: ProcessState = ((): ProcessState => {
  const holder = globalThis as Holder
  const existing = holder[KEY]
  if (existing) return existing
  const value = create()
  Object.defineProperty(holder, KEY, { value, enumerable: false, configurable: false })
  return value
})()

/**
 * Returns the first class that any copy of the package defined under `name`, so that
 * `instanceof` holds across copies.
 */
export function shared<T>(name: string, own: T): T {
  const first = state.classes.get(name)
  if (first) return first as T
  state.classes.set(name, own)
  return own
}
