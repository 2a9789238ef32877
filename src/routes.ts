/**
 * Mounted routes, independent of any host: match → load → run → Response or pass.
 */
import { randomBytes } from 'node:crypto'
import type { Routes } from './create-routes.js'
import type { Converted, Exchange, Result } from './exchange.js'
import { normaliseMethod } from './fetch/method.js'
import { FetchExchange, settleFetch } from './fetch-exchange.js'
import { createIncomingRequest } from './handler/incoming.js'
import { decideMethod } from './handler/method.js'
import { paramsFor } from './handler/params.js'
import type { Handler, RouteModule } from './handler/route-module.js'
import { type Answer, run } from './handler/run.js'
import { InFlight } from './in-flight.js'
import type { RouteManifest } from './manifest/route-manifest.js'
import { Response } from './natives.js'
import type { ScopeInit } from './next/scope.js'
import type { Settings } from './options.js'
import { answerWith, badPath, closing, withoutSlash } from './own-answers.js'
import { consult, type Failed, report } from './report.js'
import { resultOf } from './result-of.js'
import type { RouteOptions } from './route-options.js'
import { readMount } from './route-source.js'
import { type Found, RouteTable } from './route-table.js'
import type { Match, Route } from './router/route.js'

/** On the host's request: the mount that is at work on it. Cheaper than a WeakSet for each mount. */
const AT_WORK = Symbol('route-handlers at work')

const UNHANDLED = 'Unhandled error in a route handler:'

/** A mounted directory or manifest, as adapters see it. */
export class RouteDirectory implements Routes {
  readonly settings: Settings
  readonly #table: RouteTable
  readonly #inFlight = new InFlight()
  readonly #draftModeId = randomBytes(16).toString('hex')

  constructor(from: string | URL | RouteManifest, options?: RouteOptions) {
    const { settings, source } = readMount(from, options)
    this.settings = settings
    this.#table = new RouteTable(settings, source)
  }

  /** See {@link RouteTable.find}. Touches nothing: the request may be somebody else's. */
  find(relative: string, full: string): Found | undefined {
    return this.#table.find(relative, full)
  }

  /**
   * Whether this mount is not at work on the request already: a host that calls `next()` twice
   * must not run a handler twice.
   */
  begin(request: object): boolean {
    if (Reflect.get(request, AT_WORK) === this) return false
    Reflect.set(request, AT_WORK, this)
    return true
  }

  /** The host has the request again, and may send it through this mount another time. */
  leave(request: object): void {
    Reflect.set(request, AT_WORK, undefined)
  }

  patternOf(found: Found): string | undefined {
    return 'route' in found ? found.route.pattern : undefined
  }

  /** @throws the error that the host is to see. */
  async respond(found: Found, exchange: Exchange): Promise<Result> {
    if ('missing' in found) return answerWith(404)
    if (this.#inFlight.closing) throw closing(exchange.endConnection?.())
    if ('refused' in found) throw badPath(found.refused)
    if (found.redirect) return answerWith(308, { location: withoutSlash(exchange.location) })
    const loaded = this.#table.module(found.route)
    const module = loaded instanceof Promise ? await loaded : loaded
    const method = normaliseMethod(exchange.method)
    const decision = decideMethod(module, method, this.settings.fallthrough)
    if (decision.kind !== 'run') return decision
    this.#inFlight.add(exchange.lifecycle)
    return this.#run(found, module, method, decision.handler, exchange)
  }

  async #run(
    { route, params }: Match,
    { config }: RouteModule,
    method: string,
    handler: Handler,
    exchange: Exchange,
  ): Promise<Result> {
    const { compat, dev, bodyLimit } = this.settings
    const converted = exchange.convert(bodyLimit(route.pattern), route.pattern)
    const request = createIncomingRequest(converted.parts, compat)
    exchange.request = request
    const running = run({
      handler,
      request,
      method,
      file: route.file,
      compat,
      dev,
      context: {
        params: paramsFor(params, compat, route.pattern, dev),
        ...exchange.context(),
      },
      lifecycle: exchange.lifecycle,
      maxDuration: config.maxDuration,
      onLate: error => this.report(error, exchange),
      waitUntil: work => {
        this.#inFlight.waitUntil(work)
        exchange.waitUntil?.(work)
      },
      route: route.pattern,
      scope: () => this.#scopeOf(route, converted, exchange),
    })
    const result = await resultOf(running, converted, error => this.#table.explain(error))
    if (result.kind === 'pass') this.#inFlight.remove(exchange.lifecycle)
    else if (this.#inFlight.closing) exchange.endConnection?.()
    return result
  }

  #scopeOf({ pattern }: Route, { parts }: Converted, exchange: Exchange): ScopeInit {
    const { compat, parity, dev } = this.settings
    return {
      route: pattern,
      compat,
      parity,
      dev,
      request: {
        get headers() {
          return parts.headers()
        },
      },
      draftModeId: this.#draftModeId,
      host: exchange.host,
      onAfterError: (error, message) => this.report(error, exchange, message),
    }
  }

  /** Shows an error to `onError`, which may answer it. */
  consult(error: unknown, failed: Failed): Promise<Answer | undefined> {
    return consult(this.settings.onError, error, failed)
  }

  /** Shows an error that no answer can tell of any more: to `onError`, else to the console. */
  report(error: unknown, failed: Failed, message = UNHANDLED): void {
    report(this.settings.onError, error, failed, message)
  }

  /** @param waitUntil - keeps the runtime alive for `after()` work, where it needs telling. */
  async fetch(
    request: Request,
    host?: unknown,
    waitUntil?: (work: Promise<unknown>) => void,
  ): Promise<Response> {
    const exchange = new FetchExchange(request, host, waitUntil)
    const found = this.find(exchange.location.path, exchange.location.path)
    if (found === undefined) return new Response(null, { status: 404 })
    return settleFetch(this, found, exchange)
  }

  ready(): Promise<void> {
    return this.#table.loadAll()
  }

  routes(): readonly Route[] {
    return this.#table.routes
  }

  close({ graceMs = 10_000 }: { readonly graceMs?: number } = {}): Promise<void> {
    return this.#inFlight.close(graceMs)
  }
}
