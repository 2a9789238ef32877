/** What becomes of a request whose path is a route's: which module, which method, from the cache or not. */
import { NO_STORE } from './cache/answers/cache-control.js'
import type { Exchange, Step } from './exchange.js'
import { normaliseMethod } from './fetch/method.js'
import { decideMethod } from './handler/method.js'
import type { InFlight } from './in-flight.js'
import type { MountCache } from './mount-cache.js'
import { answerWith, badPath, closing, withoutSlash } from './own-answers.js'
import { RouteRun } from './route-run.js'
import type { Found, LoadedRoute, RouteTable } from './route-table.js'
import type { Match } from './router/route.js'
import type { StaticMount } from './static/visit.js'

type DraftMode = typeof import('./next/draft-mode.js')

export interface DispatchMount extends StaticMount {
  readonly kept: MountCache
  noteRoute(exchange: Exchange, match: Match): void
}

export class Dispatch {
  readonly #mount: DispatchMount
  readonly #table: RouteTable
  readonly #inFlight: InFlight

  constructor(mount: DispatchMount, table: RouteTable, inFlight: InFlight) {
    this.#mount = mount
    this.#table = table
    this.#inFlight = inFlight
  }

  /**
   * @returns a result where nothing has to be waited for.
   * @throws the error that the host is to see.
   */
  answer(found: Found, exchange: Exchange): Step | Promise<Step> {
    if ('missing' in found) return answerWith(404)
    if (this.#inFlight.closing) throw closing(exchange.endConnection?.())
    if ('refused' in found) throw badPath(found.refused)
    if (found.redirect) return answerWith(308, { location: withoutSlash(exchange.location) })
    this.#mount.noteRoute(exchange, found)
    const module = this.#table.module(found.route)
    if (!(module instanceof Promise)) return this.#admit(found, module, exchange)
    return module.then(module => this.#admit(found, module, exchange))
  }

  /**
   * Under `dynamicParams = false` there is no path but the listed. In Next.js a file with methods
   * beside GET is not closed by it: here they run, and nobody else does.
   */
  #admit(match: Match, module: LoadedRoute, exchange: Exchange): Step | Promise<Step> {
    if (!module.isClosed || isOther(module, exchange.method)) {
      return this.#run(match, module, exchange)
    }
    const isListed = this.#mount.kept.staticParams.isListed(match, module)
    const go = (listed: boolean) =>
      listed ? this.#run(match, module, exchange) : this.#unlisted(match, module, exchange)
    return typeof isListed === 'boolean' ? go(isListed) : isListed.then(go)
  }

  /** Draft mode shows what is not listed yet. Since 15 further routes are tried that fit the path. */
  #unlisted(match: Match, module: LoadedRoute, exchange: Exchange): Step | Promise<Step> {
    const { isDraftRequest } = require('./next/draft-mode.js') as DraftMode
    if (isDraftRequest(exchange.header('cookie'), this.#mount.draftModeId)) {
      return this.#run(match, module, exchange)
    }
    const { path } = exchange.location
    const next = this.#mount.settings.compat > 14 ? this.#table.following(match, path) : undefined
    return next ? this.answer(next, exchange) : answerWith(404, { 'cache-control': NO_STORE })
  }

  #run(match: Match, module: LoadedRoute, exchange: Exchange): Step | Promise<Step> {
    const method = normaliseMethod(exchange.method)
    const decision = decideMethod(module, method, this.#mount.settings.fallthrough)
    if (typeof decision !== 'function') return decision
    this.#inFlight.add(exchange.lifecycle)
    const { policy } = module
    if (policy !== undefined && isRead(method, module)) {
      const step = this.#mount.kept.statics?.answer(
        { match, module, handler: decision, policy },
        exchange,
      )
      if (step !== undefined) return step
    }
    return new RouteRun(this.#mount, match, module, decision, method, exchange).start()
  }
}

/** Whether a request asks for what GET gives: a HEAD of its own is the handler's to answer. */
function isRead(method: string, { methods }: LoadedRoute): boolean {
  return method === 'GET' || (method === 'HEAD' && !methods.has('HEAD'))
}

function isOther({ methods }: LoadedRoute, sent: string): boolean {
  const method = normaliseMethod(sent)
  return method !== 'GET' && method !== 'HEAD' && methods.has(method)
}
