/**
 * What stands in front of the routes of a mount: the option `headers`, then `proxy.ts`. They see
 * every path inside the mount, also those that no route file serves: these go on to the host, with
 * the headers that were set.
 */
import { RouteHandlersError } from '../errors.js'
import type { Exchange, Result, Step } from '../exchange.js'
import { parseTarget } from '../http/request/target.js'
import type { Mount } from '../mount.js'
import { URL } from '../natives.js'
import { passAfterRead } from '../own-answers.js'
import type { Found } from '../route-table.js'
import { BehindProxy } from './behind-proxy.js'
import type { HeaderRules, Place } from './header-rules.js'
import type { ProxyFile } from './proxy-file.js'
import { ProxyModule } from './proxy-module.js'
import { ProxyRun } from './proxy-run.js'
import type { Verdict } from './verdict.js'

/** A path that something in front may have to do with. */
export interface Fronted extends Place {
  readonly front: Front
  /** Who answers behind it; the host, where it is nobody of ours. */
  readonly found: Found | undefined
}

type Exports = Readonly<Record<string, unknown>>

/** What the front needs of its mount. */
export interface FrontMount extends Mount {
  /** A route by its target, raw, below the mount and as the public sees it. */
  behind(relative: string, full: string): Found | undefined
  /** The route answers. */
  answer(found: Found, exchange: Exchange): Step | Promise<Step>
  /** A shutdown waits for the request. */
  track(lifecycle: Exchange['lifecycle']): void
}

export interface FrontSource {
  readonly proxy: ProxyFile | undefined
  readonly watches: boolean
  load(file: string): Promise<Exports>
}

export class Front {
  readonly #mount: FrontMount
  readonly #source: FrontSource
  readonly #rules: HeaderRules | undefined
  #loaded: { readonly exports: Promise<Exports>; readonly module: ProxyModule } | undefined

  constructor(mount: FrontMount, source: FrontSource, rules: HeaderRules | undefined) {
    this.#mount = mount
    this.#source = source
    this.#rules = rules
  }

  /** Whether there is anything: while files are edited that may change. */
  get isThere(): boolean {
    return this.#rules !== undefined || this.#source.proxy !== undefined
  }

  /** @returns `found` itself where nothing in front has to do with the path. */
  over(found: Found | undefined, place: Place): Fronted | Found | undefined {
    const concerned = this.#mayRun(place.path) || this.#rules?.concern(place)
    return concerned ? { front: this, found, ...place } : found
  }

  /** Before the proxy is loaded nobody knows its matchers, and edits may change them. */
  #mayRun(path: string): boolean {
    if (this.#source.proxy === undefined) return false
    if (this.#source.watches) return true
    return this.#loaded?.module.concerns(path) ?? true
  }

  /** @throws the error that the host is to see. */
  respond(fronted: Fronted, exchange: Exchange): Step | Promise<Step> {
    const head = this.#rules?.headFor(fronted, exchange)
    if (head) exchange.putAhead?.(head)
    const { proxy } = this.#source
    if (proxy === undefined) return this.#go(fronted.found, exchange)
    return this.load(proxy).then(module =>
      module.accepts(fronted.path, exchange)
        ? this.#run(module, proxy, fronted, exchange)
        : this.#go(fronted.found, exchange),
    )
  }

  /** @throws RouteHandlersError `RH_MODULE_LOAD`, `RH_INVALID_PROXY`. */
  async load(proxy: ProxyFile): Promise<ProxyModule> {
    const known = this.#loaded
    if (known && !this.#source.watches) return known.module
    const exports = this.#source.load(proxy.file)
    if (known?.exports === exports) return known.module
    const module = new ProxyModule(await exports, proxy)
    this.#loaded = { exports, module }
    return module
  }

  async ready(): Promise<void> {
    if (this.#source.proxy) await this.load(this.#source.proxy)
  }

  #go(found: Found | undefined, exchange: Exchange): Step | Promise<Step> {
    return found === undefined ? { kind: 'pass' } : this.#mount.answer(found, exchange)
  }

  async #run(
    module: ProxyModule,
    proxy: ProxyFile,
    fronted: Fronted,
    exchange: Exchange,
  ): Promise<Step> {
    const { found } = fronted
    const mount = this.#mount
    const pattern = found && 'route' in found ? found.route.pattern : '*'
    const run = new ProxyRun(mount, module, proxy, exchange, pattern)
    mount.track(exchange.lifecycle)
    const verdict = await run.verdict()
    if (verdict.kind === 'answer') return early(verdict, exchange)
    if (verdict.head) exchange.putAhead?.(verdict.head)
    if (verdict.changes) exchange.changeHeaders?.(verdict.changes)
    const { rewrite } = verdict
    const next =
      rewrite === undefined
        ? { found, location: exchange.location }
        : this.#rewritten(rewrite, run, exchange)
    const isOther = rewrite !== undefined || run.parts.isTaken
    const behind = isOther ? new BehindProxy(exchange, run.parts, next.location) : exchange
    const step = await this.#go(next.found, behind)
    if (step.kind === 'pass') {
      if (run.parts.wasRead()) throw passAfterRead()
      mount.settled(step, exchange)
    }
    return step
  }

  /**
   * Another of our routes; or, where none serves the path, whatever the host has there.
   *
   * @throws RouteHandlersError `RH_NOT_SUPPORTED` for what lies outside the mount.
   */
  #rewritten(to: string, run: ProxyRun, exchange: Exchange): Rewritten {
    const url = new URL(to)
    const { mountPath } = exchange
    const isInside =
      url.origin === new URL(run.request.url).origin &&
      (url.pathname === mountPath || url.pathname.startsWith(`${mountPath}/`))
    if (!isInside) throw outside(url, run.file)
    const full = url.pathname + url.search
    const below = full.slice(mountPath.length)
    const relative = below.startsWith('/') ? below : `/${below}`
    const found = this.#mount.behind(relative, full)
    if (found === undefined) exchange.changeUrl?.(relative)
    return { found, location: parseTarget(full)! }
  }
}

interface Rewritten {
  readonly found: Found | undefined
  readonly location: Exchange['location']
}

function early({ answer }: Extract<Verdict, { kind: 'answer' }>, { ahead }: Exchange): Result {
  ahead?.yieldTo(answer.response.headers)
  return { kind: 'answer', ...answer }
}

function outside({ href }: URL, file: string): RouteHandlersError {
  return new RouteHandlersError(
    'RH_NOT_SUPPORTED',
    `The proxy in ${file} rewrites to ${href}, which lies outside of where the routes are mounted. Fetch it in a route handler and return the response, or leave it to a proxy of the host such as http-proxy-middleware.`,
    { file },
  )
}
