/**
 * Mounted routes, independent of any host: match → load → run → Response or pass.
 */
import { randomBytes } from 'node:crypto'
import type { Cache } from './cache/mount/cache.js'
import type { Routes } from './create-routes.js'
import { Dispatch } from './dispatch.js'
import type { Exchange, Result, Step } from './exchange.js'
import { FetchExchange, settleFetch } from './fetch-exchange.js'
import type { Answer } from './handler/run.js'
import type { Lifecycle } from './http/lifecycle.js'
import { fromPath } from './http/request/targets.js'
import { InFlight } from './in-flight.js'
import type { Instrumentation } from './instrumentation/instrumentation.js'
import { routeName } from './instrumentation/route-name.js'
import type { RouteManifest } from './manifest/route-manifest.js'
import { MountCache } from './mount-cache.js'
import { Response } from './natives.js'
import type { DirectorySettings, Settings } from './options.js'
import type { Front, Fronted, FrontMount } from './proxy/front.js'
import { consult, type Failed, report } from './report.js'
import type { RouteOptions } from './route-options.js'
import { type RouteSource, readMount } from './route-source.js'
import { type Found, RouteTable } from './route-table.js'
import type { Match, Route } from './router/route.js'
import type { StaticMount } from './static/visit.js'

type Fronts = typeof import('./proxy/front.js')

type Rules = typeof import('./proxy/header-rules.js')

type InstrumentationModule = typeof import('./instrumentation/instrumentation.js')

/** By the host's request: the mount that is at work on it. One for all mounts. */
const atWork = new WeakMap<object, RouteDirectory>()

const UNHANDLED = 'Unhandled error in a route handler:'

/** Where a request leads: to a route, or to what stands in front of one or of the host. */
export type Destination = Found | Fronted

/** A mounted directory or manifest, as adapters see it. */
export class RouteDirectory implements Omit<Routes, 'cache'>, StaticMount, FrontMount {
  readonly settings: Settings
  readonly #table: RouteTable
  readonly #inFlight = new InFlight()
  /** Of a project that has such a file. */
  readonly #instrumentation: Instrumentation | undefined
  readonly draftModeId = randomBytes(16).toString('hex')
  /** Absent where nothing can ever stand in front of the routes. */
  readonly #front: Front | undefined
  /** Between requests. */
  readonly kept: MountCache
  readonly #dispatch: Dispatch

  constructor(from: string | URL | RouteManifest, options?: RouteOptions) {
    const { settings, source } = readMount(from, options)
    this.settings = settings
    this.#table = new RouteTable(settings, source)
    const { instrumentation: file } = source
    if (file !== undefined) this.#instrumentation = instrumented(file, source, settings)
    this.kept = new MountCache(this, this.#table)
    this.#dispatch = new Dispatch(this, this.#table, this.#inFlight)
    this.#front = frontOf(this, source)
  }

  /**
   * See {@link RouteTable.find}. Touches nothing: the request may be somebody else's.
   *
   * @param url - as the host's mounts have left it.
   * @param originalUrl - as the client sent it.
   */
  find(url: string, originalUrl = url): Destination | undefined {
    const relative = fromPath(url)
    const full = originalUrl === url ? relative : fromPath(originalUrl)
    if (relative === undefined || full === undefined) return undefined
    const found = this.#table.find(relative, full)
    return this.#front?.isThere ? this.#fronted(found, relative, full) : found
  }

  #fronted(found: Found | undefined, relative: string, full: string): Destination | undefined {
    const path = this.#table.below(relative, full)
    if (path === undefined) return found
    return this.#front!.over(found, { path: withoutQuery(path), full: withoutQuery(full) })
  }

  behind(relative: string, full: string): Found | undefined {
    return this.#table.find(relative, full)
  }

  /**
   * Whether this mount is not at work on the request already: a host that calls `next()` twice must
   * not run a handler twice.
   */
  begin(request: object): boolean {
    if (atWork.get(request) === this) return false
    atWork.set(request, this)
    return true
  }

  /** The host has the request again, and may send it through this mount another time. */
  leave(request: object): void {
    atWork.delete(request)
  }

  get cache(): Cache | undefined {
    return this.kept.cache
  }

  get place(): StaticMount['place'] {
    const { dir, root } = this.settings as Partial<DirectorySettings>
    return dir === undefined || root === undefined ? undefined : { dir, root }
  }

  patternOf(found: Destination): string | undefined {
    const behind = 'front' in found ? found.found : found
    return behind && 'route' in behind ? behind.route.pattern : undefined
  }

  spanNameOf(found: Destination): string | undefined {
    const pattern = this.patternOf(found)
    return pattern && routeName(pattern, this.settings.compat)
  }

  /**
   * @returns a result where nothing has to be waited for.
   * @throws the error that the host is to see.
   */
  respond(found: Destination, exchange: Exchange): Step | Promise<Step> {
    const instrumentation = this.#instrumentation
    if (instrumentation === undefined || instrumentation.isReady) {
      return this.#reach(found, exchange)
    }
    return instrumentation.start().then(() => this.#reach(found, exchange))
  }

  #reach(found: Destination, exchange: Exchange): Step | Promise<Step> {
    if (!('front' in found)) return this.answer(found, exchange)
    this.#instrumentation?.note(exchange, undefined)
    if (!this.#inFlight.closing) return found.front.respond(found, exchange)
    return found.found ? this.answer(found.found, exchange) : { kind: 'pass' }
  }

  answer(found: Found, exchange: Exchange): Step | Promise<Step> {
    return this.#dispatch.answer(found, exchange)
  }

  /** Its errors are told of with the route that it reached. */
  noteRoute(exchange: Exchange, match: Match): void {
    this.#instrumentation?.note(exchange, match)
  }

  track(lifecycle: Lifecycle): void {
    this.#inFlight.add(lifecycle)
  }

  settled({ kind }: Result, exchange: Exchange): void {
    if (kind === 'pass') this.#inFlight.remove(exchange.lifecycle)
    else if (this.#inFlight.closing) exchange.endConnection?.()
  }

  waitUntil(work: Promise<unknown>): void {
    this.#inFlight.waitUntil(work)
  }

  explain(error: unknown): void {
    this.#table.explain(error)
  }

  /** Shows an error to `onError`, which may answer it. */
  async consult(error: unknown, failed: Failed): Promise<Answer | undefined> {
    if (this.#instrumentation) await this.#instrumentation.tell(error, failed)
    return consult(this.settings.onError, error, failed)
  }

  /** Shows an error that no answer can tell of any more: to `onError`, else to the console. */
  report(error: unknown, failed: Failed, message = UNHANDLED): void {
    // Work of `after()` has failed under another message: to Next.js that is no error of a request.
    const isOfRequest = message === UNHANDLED
    if (this.#instrumentation && isOfRequest) {
      this.#inFlight.waitUntil(this.#instrumentation.tell(error, failed))
    }
    report(this.settings.onError, error, failed, message)
  }

  /** @param waitUntil - keeps the runtime alive for `after()` work, where it needs telling. */
  async fetch(
    request: Request,
    host?: unknown,
    waitUntil?: (work: Promise<unknown>) => void,
  ): Promise<Response> {
    const exchange = new FetchExchange(request, host, waitUntil)
    const found = this.find(exchange.location.path)
    if (found === undefined) return new Response(null, { status: 404 })
    return settleFetch(this, found, exchange)
  }

  reportRenewal(error: unknown, exchange: Exchange, match: Match): void {
    this.#instrumentation?.note(exchange, match, true)
    this.report(error, exchange)
  }

  async ready(): Promise<void> {
    await this.#instrumentation?.start()
    await this.#table.loadAll()
    await this.#front?.ready()
    if (this.settings.cache.isOwn) await this.cache?.start()
  }

  routes(): readonly Route[] {
    return this.#table.routes
  }

  async close({ graceMs = 10_000 }: { readonly graceMs?: number } = {}): Promise<void> {
    await this.#inFlight.close(graceMs)
    this.#table.close()
    await this.kept.closeCache()
  }
}

/** Evaluated where a mount has something in front, or may be given it while files are edited. */
function frontOf(mount: RouteDirectory, source: RouteSource): Front | undefined {
  const { headers } = mount.settings
  if (headers.length === 0 && source.proxy === undefined && !source.watches) return undefined
  const { Front } = require('./proxy/front.js') as Fronts
  const { HeaderRules } = require('./proxy/header-rules.js') as Rules
  return new Front(mount, source, headers.length === 0 ? undefined : new HeaderRules(headers))
}

function withoutQuery(target: string): string {
  return /^[^?#]*/.exec(target)![0]
}

/** Evaluated where a project has such a file. */
function instrumented(file: string, source: RouteSource, settings: Settings): Instrumentation {
  const { Instrumentation } =
    require('./instrumentation/instrumentation.js') as InstrumentationModule
  return new Instrumentation({ ...settings, file, load: path => source.load(path) })
}
