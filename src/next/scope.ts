/**
 * The per-request scope that `cookies()`, `headers()`, `after()` and their kin find through async
 * context. It is plain data with string keys, because two copies of this package may share one:
 * the dispatcher of the first opens it, `next/headers` of the second fills it.
 */
import type { RouteGeneration } from '../cache/policy/route-generation.js'
import type { FetchCache, RequestCache } from '../cache/request-cache.js'
import { RouteHandlersError } from '../errors.js'
import { state } from '../state.js'
import type { AfterTasks } from './after-tasks.js'
import type { CookieStore } from './cookie-store.js'
import type { DraftMode } from './draft-mode.js'
import type { ReadonlyHeaders } from './readonly-headers.js'

/** The Next.js version whose surface a mount offers. */
export type Compat = 14 | 15 | 16

/** The functions that need a request. */
export type ScopedApi =
  | 'after'
  | 'cacheContext'
  | 'connection'
  | 'cookies'
  | 'draftMode'
  | 'headers'
  | 'host'
  | 'revalidatePath'
  | 'revalidateTag'

/**
 * `handler`: the response head is still to come. `sent`: its cookies are settled. `after`: the
 * response is closed and `after()` work runs.
 */
export type Phase = 'handler' | 'sent' | 'after'

export interface ScopeInit {
  /** As messages name it: `/users/[id]`. */
  readonly route: string
  readonly compat: Compat
  readonly parity: 'improved' | 'exact'
  /**
   * What arrived. Read at most once, and only when a function asks for it. The `Headers` must
   * not be the object that the handler may change through `request.headers`.
   */
  readonly request: { readonly headers: Headers }
  /** Value of the draft-mode cookie that turns draft mode on. */
  readonly draftModeId: string
  /** Whether to give development warnings. */
  readonly dev: boolean
  /** Called with each failure of `after()` work, and with Next.js's words for it. */
  readonly onAfterError: (error: unknown, message: string) => void
  /** What the adapter offers through `host()`. */
  readonly host: unknown
  /** A function that runs without a request: there is nothing to read or to change. */
  readonly without?: 'generateStaticParams'
  /** The answer in the making, where it may be stored: told of what varies between requests. */
  readonly generation?: RouteGeneration | undefined
  /** What the route file exports of that name: of most nothing, and their plain `fetch` is not judged. */
  readonly fetchCache?: FetchCache | undefined
  /** Makes what the cache knows of the request; `undefined` where the cache is off. */
  readonly caching?: () => RequestCache | undefined
}

/** One request, as the functions of `next/*` see it. */
export class RequestScope {
  readonly init: ScopeInit
  phase: Phase = 'handler'

  // Made by the first call of the function they belong to.
  afterTasks: AfterTasks | undefined = undefined
  cookieStore: CookieStore | undefined = undefined
  draftMode: DraftMode | undefined = undefined
  readonlyHeaders: ReadonlyHeaders | undefined = undefined
  /** Something was looked at that varies between requests. */
  isDynamic = false
  /** The handler has returned or thrown. */
  isHandled = false
  /** The response is closed, and `after()` work is done. */
  isEnded = false
  /** What `cookies()`, `headers()` and `draftMode()` returned: every call gives the same object. */
  readonly returned: Record<string, unknown> = {}

  #caching: RequestCache | undefined

  constructor(init: ScopeInit) {
    this.init = init
  }

  /** Found from `src/cache` too, which knows no scope but by this name. */
  get caching(): RequestCache | undefined {
    this.#caching ??= this.init.caching?.()
    return this.#caching
  }

  /** The same, where something has asked for it. */
  get knownCaching(): RequestCache | undefined {
    return this.#caching
  }

  /**
   * Told of everything that varies between requests, before it is given out.
   *
   * @param expression - as messages name it: `headers()`, `request.url`.
   * @throws what `RouteGeneration.touch()` does.
   */
  touch(expression: string): void {
    this.isDynamic = true
    this.init.generation?.touch(expression)
  }

  get route(): string {
    return this.init.route
  }

  get compat(): Compat {
    return this.init.compat
  }

  get host(): unknown {
    return this.init.host
  }
}

/** Runs `run` in the scope, which everything that it starts inherits. */
export function runInScope<T>(scope: RequestScope, run: () => T): T {
  return state.scopes.run(scope, run)
}

/** The scope of the request being handled, if there is one. */
export function currentScope(): RequestScope | undefined {
  return state.scopes.getStore() as RequestScope | undefined
}

/**
 * The scope of the request being handled.
 *
 * @throws RouteHandlersError `RH_OUTSIDE_REQUEST`, in Next.js's words, when there is none.
 */
export function requireScope(api: ScopedApi): RequestScope {
  const scope = currentScope()
  if (scope) {
    refuseWithoutRequest(scope, api)
    return scope
  }
  throw new RouteHandlersError(
    'RH_OUTSIDE_REQUEST',
    `\`${api}\` was called outside a request scope. Read more: https://nextjs.org/docs/messages/next-dynamic-api-wrong-context`,
  )
}

function refuseWithoutRequest({ route, init: { without } }: RequestScope, api: ScopedApi): void {
  if (without === undefined) return
  throw new RouteHandlersError(
    'RH_OUTSIDE_REQUEST',
    `Route ${route} used \`${api}()\` inside \`${without}\`. This is not supported because \`${without}\` runs at build time without an HTTP request. Read more: https://nextjs.org/docs/messages/next-dynamic-api-wrong-context`,
  )
}
