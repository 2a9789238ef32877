/** A proxy at work on one request: inside a request scope, as a handler, but for what it may return. */
import type { Exchange } from '../exchange.js'
import { normaliseMethod } from '../fetch/method.js'
import { createIncomingRequest } from '../handler/incoming.js'
import type { Handler } from '../handler/route-module.js'
import { type Invocation, settle, start } from '../handler/run.js'
import type { Lifecycle } from '../http/lifecycle.js'
import type { Mount } from '../mount.js'
import { Response } from '../natives.js'
import { NextFetchEvent } from '../next/fetch-event.js'
import { mergeCookies } from '../next/finalize.js'
import type { NextRequest } from '../next/request.js'
import type { Compat, RequestScope, ScopeInit } from '../next/scope.js'
import type { ProxyFile } from './proxy-file.js'
import type { ProxyModule } from './proxy-module.js'
import { SharedParts } from './shared-body.js'
import { type Verdict, verdictOf } from './verdict.js'

const FAILED_LATER = 'A promise passed to waitUntil() of a proxy rejected:'

export class ProxyRun implements Invocation {
  readonly handler: Handler
  readonly context: object
  readonly request: NextRequest
  readonly method: string
  readonly file: string
  readonly compat: Compat
  readonly dev: boolean
  readonly route: string
  readonly lifecycle: Lifecycle
  readonly maxDuration = undefined
  readonly parts: SharedParts
  scope: RequestScope | undefined = undefined
  readonly #mount: Mount
  readonly #exchange: Exchange

  /**
   * @param pattern - of the route behind it, whose limit the body has.
   * @throws RouteHandlersError a refusal (4xx): the proxy is not to be called.
   */
  constructor(
    mount: Mount,
    module: ProxyModule,
    source: ProxyFile,
    exchange: Exchange,
    pattern: string,
  ) {
    const { compat, dev, bodyLimit } = mount.settings
    this.#mount = mount
    this.#exchange = exchange
    this.method = normaliseMethod(exchange.method)
    this.file = source.file
    this.compat = compat
    this.dev = dev
    this.route = `/${source.name}`
    this.lifecycle = exchange.lifecycle
    this.parts = new SharedParts(exchange.convert(this.method, bodyLimit(pattern), this.route))
    this.request = createIncomingRequest(this.parts, compat)
    exchange.given = this.request
    const event = new NextFetchEvent(this.route, work => this.#keep(work))
    this.handler = request => module.run(request, event)
    this.context = event
  }

  /** @throws what the proxy throws; the host is to see it. */
  async verdict(): Promise<Verdict> {
    const given = this.parts.headers()
    let value: unknown
    try {
      value = await start(this)
    } catch (error) {
      this.#mount.explain(error)
      throw this.parts.overLimit() ?? error
    } finally {
      await settle(this)
    }
    const { scope } = this
    const setCookie =
      scope?.cookieStore && value instanceof Response ? mergeCookies(scope, value) : undefined
    return verdictOf(value, setCookie, given, this.file)
  }

  onLate(error: unknown): void {
    this.#mount.report(error, this.#exchange)
  }

  waitUntil(work: Promise<unknown>): void {
    this.#mount.waitUntil(work)
    this.#exchange.waitUntil?.(work)
  }

  #keep(work: Promise<unknown>): void {
    this.waitUntil(work.catch(error => this.#mount.report(error, this.#exchange, FAILED_LATER)))
  }

  scopeInit(): ScopeInit {
    const { settings, draftModeId } = this.#mount
    const { parity } = settings
    return {
      ...{ route: this.route, compat: this.compat, parity, dev: this.dev, draftModeId },
      request: { headers: this.parts.headers() },
      host: this.#exchange.host,
      onAfterError: (error, message) => this.#mount.report(error, this.#exchange, message),
    }
  }
}
