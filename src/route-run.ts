/**
 * A route at work on one exchange: what its handler is given, and what its answer comes to. A body
 * over its limit is 413 whatever the handler made of it.
 */
import { watched } from './cache/policy/key-request.js'
import type { RouteGeneration } from './cache/policy/route-generation.js'
import type { Converted, Exchange, Result, Running, Step } from './exchange.js'
import { discardBody } from './fetch/discard-body.js'
import { createIncomingRequest, createUnseenRequest } from './handler/incoming.js'
import { paramsFor } from './handler/params.js'
import type { Handler, RouteModule } from './handler/route-module.js'
import {
  type Answer,
  answerTo,
  answerToThrown,
  type Invocation,
  settle,
  start,
} from './handler/run.js'
import type { Lifecycle } from './http/lifecycle.js'
import { hasSpans, openTelemetry } from './instrumentation/open-telemetry.js'
import { routeName } from './instrumentation/route-name.js'
import type { Mount } from './mount.js'
import type { NextRequest } from './next/request.js'
import type { Compat, RequestScope, ScopeInit } from './next/scope.js'
import { passAfterRead } from './own-answers.js'
import type { Match } from './router/route.js'
import { scopeInitOf } from './run-scope.js'
import { isSeen } from './seen-request.js'
import { state } from './state.js'
import { isThenable } from './thenable.js'

export class RouteRun implements Invocation, Running {
  readonly kind = 'running'
  handler: Handler
  readonly request: NextRequest
  readonly method: string
  readonly context: object
  scope: RequestScope | undefined = undefined
  outcome: Promise<unknown> = NEVER
  readonly #mount: Mount
  readonly #match: Match
  readonly #module: RouteModule
  readonly #exchange: Exchange
  readonly #converted: Converted

  /** @throws RouteHandlersError a refusal (4xx): the handler is not to be called. */
  constructor(
    mount: Mount,
    match: Match,
    module: RouteModule,
    handler: Handler,
    method: string,
    exchange: Exchange,
  ) {
    const { compat, dev, bodyLimit } = mount.settings
    const { route, params } = match
    this.#mount = mount
    this.#match = match
    this.#module = module
    this.#exchange = exchange
    this.handler = handler
    this.method = method
    this.#converted = exchange.convert(method, bodyLimit(route.pattern), route.pattern)
    this.request = isSeen(handler)
      ? createIncomingRequest(this.#converted, compat)
      : createUnseenRequest(this.#converted, compat)
    exchange.given = this.request
    const given = { params: paramsFor(params, compat, route.pattern, dev) }
    const own = exchange.context()
    this.context = own === undefined ? given : { ...given, ...own }
    if (compat === 14 && state.scopeWanted) this.handler = this.#watching(handler)
  }

  /** Up to Next.js 14, what is fetched after a look at the request is not stored by itself. */
  #watching(handler: Handler): Handler {
    const { dynamic = 'auto' } = this.#module.config
    if (dynamic !== 'auto' || !this.#mount.settings.cache.patchFetch) return handler
    const touch = (expression: string): void => this.scope?.touch(expression)
    return (request, context) => handler(watched(request, touch), context)
  }

  get route(): string {
    return this.#match.route.pattern
  }

  get file(): string {
    return this.#match.route.file
  }

  get compat(): Compat {
    return this.#mount.settings.compat
  }

  get dev(): boolean {
    return this.#mount.settings.dev
  }

  get maxDuration(): number | undefined {
    return this.#module.config.maxDuration
  }

  /** The answer in the making, where it may be stored. */
  get generation(): RouteGeneration | undefined {
    return undefined
  }

  /** What the option `cache.tenant` says of the request. */
  get tenant(): string {
    return this.#mount.cache?.settings.tenant?.(this.#exchange.incoming) ?? ''
  }

  get lifecycle(): Lifecycle {
    return this.#exchange.lifecycle
  }

  /** Calls the handler. One that gives a value rather than a promise has come to its result. */
  start(): Step | Promise<Result> {
    let value: unknown
    if (hasSpans()) this.#trace()
    try {
      value = start(this)
      if (isThenable(value)) {
        this.outcome = Promise.resolve(value)
        return this
      }
    } catch (error) {
      return this.threw(error)
    }
    return this.returned(value)
  }

  #trace(): void {
    const { handler, route, compat } = this
    this.handler = openTelemetry()?.handler(handler, routeName(route, compat), compat) ?? handler
  }

  returned(value: unknown): Result | Promise<Result> {
    const settling = settle(this)
    return settling ? settling.then(() => this.#returned(value)) : this.#returned(value)
  }

  threw(thrown: unknown): Result | Promise<Result> {
    const settling = settle(this)
    return settling ? settling.then(() => this.#threw(thrown)) : this.#threw(thrown)
  }

  #returned(value: unknown): Result {
    let answer: Answer | undefined
    try {
      answer = answerTo(this, value)
    } catch (error) {
      throw this.#fault(error)
    }
    return this.#settled(answer)
  }

  #threw(thrown: unknown): Result {
    let answer: Answer
    try {
      answer = answerToThrown(this, thrown)
    } catch (error) {
      throw this.#fault(error)
    }
    return this.#settled(answer)
  }

  #fault(error: unknown): unknown {
    this.#mount.explain(error)
    return this.#converted.overLimit() ?? error
  }

  #settled(answer: Answer | undefined): Result {
    const overLimit = this.#converted.overLimit()
    if (overLimit !== undefined) {
      if (answer) discardBody(answer.response, overLimit)
      throw overLimit
    }
    if (answer === undefined && this.#converted.wasRead()) throw passAfterRead()
    const result: Result = answer === undefined ? { kind: 'pass' } : { kind: 'answer', ...answer }
    this.#mount.settled(result, this.#exchange)
    return result
  }

  onLate(error: unknown): void {
    this.#mount.report(error, this.#exchange)
  }

  waitUntil(work: Promise<unknown>): void {
    this.#mount.waitUntil(work)
    this.#exchange.waitUntil?.(work)
  }

  scopeInit(): ScopeInit {
    return scopeInitOf({
      ...{ mount: this.#mount, match: this.#match, module: this.#module },
      ...{ exchange: this.#exchange, converted: this.#converted, run: this },
    })
  }
}

/** Until a handler has given its promise. */
const NEVER: Promise<unknown> = new Promise(() => {})
