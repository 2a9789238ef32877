/**
 * The routes of a mount whose GET may be answered from the cache (Next.js, "static" handlers): the
 * way of a request from its key to an answer. A fresh answer in memory is given at once.
 */
import type { Result as Stored } from '../cache/engine/generated.js'
import type { Cache } from '../cache/mount/cache.js'
import type { Exchange, Result, Step } from '../exchange.js'
import { isDraftRequest } from '../next/draft-mode.js'
import type { Leader } from './generation-exchange.js'
import { runInDevelopment } from './in-development.js'
import { KeyCount } from './key-count.js'
import { type Live, makeAnswer } from './make-answer.js'
import { Makings } from './makings.js'
import { plainly } from './plain-run.js'
import { type Keyed, RouteKeys } from './route-keys.js'
import { StaticAnswers } from './static-answers.js'
import { StaticRun } from './static-run.js'
import { ownAnswer } from './stored-answer.js'
import { routeRun, type StaticMount, type Visit } from './visit.js'

export class StaticRoutes {
  readonly #mount: StaticMount
  readonly #cache: Cache
  readonly #answers: StaticAnswers
  readonly #makings: Makings
  readonly #keys: RouteKeys
  /** In development only. */
  readonly #keyCount: KeyCount | undefined

  constructor(mount: StaticMount, cache: Cache) {
    this.#mount = mount
    this.#cache = cache
    this.#answers = new StaticAnswers(mount.settings, cache)
    this.#makings = new Makings(mount, cache)
    this.#keys = new RouteKeys(mount, cache)
    if (mount.settings.dev) this.#keyCount = new KeyCount()
  }

  /** Whether answers are kept at all: not while files are edited, unless that is asked for. */
  get keepsAnswers(): boolean {
    return !this.#mount.settings.dev || this.#cache.settings.dev
  }

  /** @throws RouteHandlersError a refusal (4xx): neither the handler nor the cache is asked. */
  answer(visit: Visit, exchange: Exchange): Step | Promise<Step> {
    const { match, module, policy } = visit
    if (isDraftRequest(exchange.header('cookie'), this.#mount.draftModeId)) {
      return plainly(routeRun(this.#mount, visit, exchange).start(), unkept)
    }
    this.#keyCount?.add(match)
    const keyed = this.#keys.of(match, module, exchange)
    const { engine } = this.#cache
    const isWatched = policy.visibility === 'auto' && this.keepsAnswers
    if (isWatched && engine.uncacheable.has(keyed.key)) return this.#uncacheable(visit, exchange)
    const client: Leader = { exchange, parts: this.#convert(visit, exchange) }
    if (!this.keepsAnswers) {
      const making = this.#makings.of(visit, keyed, client)
      return runInDevelopment(making, visit, client)
    }
    const entry = engine.peek(keyed.key, { kind: 'R', route: match.route.pattern })
    if (entry !== undefined) return this.#result({ state: 'HIT', tier: 'L1', entry }, exchange)
    return this.#wait(visit, keyed, client)
  }

  /** Makes the answer for everybody before anybody asks. */
  warm(visit: Visit): Promise<Stored<Live>> {
    const keyed = this.#keys.of(visit.match, visit.module, undefined)
    const making = this.#makings.of(visit, keyed, undefined)
    return this.#cache.engine.get(keyed.key, {
      ...{ kind: 'R', route: visit.match.route.pattern },
      generate: run => makeAnswer(making, run),
    })
  }

  /** What is wrong with a request is wrong with one that is answered from the cache. */
  #convert({ match: { route } }: Visit, exchange: Exchange): Leader['parts'] {
    const { pattern } = route
    return exchange.convert('GET', this.#mount.settings.bodyLimit(pattern), pattern)
  }

  #wait(visit: Visit, keyed: Keyed, client: Leader): Step {
    const making = this.#makings.of(visit, keyed, client)
    const outcome = this.#cache.engine.get<Live>(keyed.key, {
      ...{ kind: 'R', route: visit.match.route.pattern },
      generate: run => this.#makings.make(making, visit, run, client),
    })
    return new StaticRun({
      ...{ outcome, client, compat: this.#mount.settings.compat },
      answer: stored => this.#result(stored, client.exchange),
    })
  }

  #result(stored: Stored<Live>, exchange: Exchange): Result {
    const result = this.#answers.of(stored, exchange)
    this.#mount.settled(result, exchange)
    return result
  }

  /** Its last answer was for one request, and nothing will be kept for a while. */
  #uncacheable(visit: Visit, exchange: Exchange): Step | Promise<Step> {
    this.#cache.events.emit({ type: 'hit-for-miss' })
    const step = routeRun(this.#mount, visit, exchange).start()
    return plainly(step, result => this.#answers.own(result, 'dynamic'))
  }
}

const unkept = (result: Result): Result => (result.kind === 'answer' ? ownAnswer(result) : result)
