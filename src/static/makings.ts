/** What is needed to make the answers of a mount's routes. */
import type { Generated, Run } from '../cache/engine/generated.js'
import type { Cache } from '../cache/mount/cache.js'
import { implicitTags } from '../cache/tags/implicit-tags.js'
import type { Exchange } from '../exchange.js'
import { concretePath } from '../router/concrete-path.js'
import type { GenerationRules } from './generated.js'
import type { Leader } from './generation-exchange.js'
import { failed, type Live, type Making, makeAnswer } from './make-answer.js'
import { OwnContexts } from './own-contexts.js'
import { type Keyed, urlOf } from './route-keys.js'
import { resultOf, routeRun, type StaticMount, type Visit } from './visit.js'

export class Makings {
  readonly rules: GenerationRules
  readonly #mount: StaticMount
  readonly #cache: Cache
  readonly #contexts = new OwnContexts()

  constructor(mount: StaticMount, cache: Cache) {
    const { compat, parity } = mount.settings
    const { setCookie, maxEntryBytes, notFoundMaxAge } = cache.settings
    this.#mount = mount
    this.#cache = cache
    this.rules = {
      ...{ parity, setCookie, maxEntryBytes, notFoundMaxAge },
      // The tags of Next.js 14 reach no handler.
      isTagged: compat > 14 || parity === 'improved',
    }
  }

  /** @param client - who asks, if anybody does. */
  of(visit: Visit, keyed: Keyed, client: Leader | undefined): Making {
    const { match } = visit
    const { compat } = this.#mount.settings
    const contexts = this.#contexts
    return {
      ...visit,
      ...{ mount: this.#mount, rules: this.rules, tenant: keyed.tenant, client },
      keyUrl: urlOf(match, keyed),
      implicitTags: implicitTags(match.route.appPath, concretePath(match)),
      expireTime: compat > 14 ? this.#cache.settings.expireTime : Number.POSITIVE_INFINITY,
      own: client ? contexts.of(client.exchange) : contexts.ofNobody,
      ownOfNobody: contexts.ofNobody,
      // Whoever comes from here on does not wait for what he could not have.
      onDynamic: () => this.#cache.engine.uncacheable.add(keyed.key),
    }
  }

  make(making: Making, visit: Visit, run: Run, { exchange }: Leader): Promise<Generated<Live>> {
    if (run.alone && visit.policy.visibility === 'auto') return this.#alone(visit, exchange)
    const made = makeAnswer(making, run)
    if (run.background) {
      const work = made.then(nothing, nothing)
      exchange.waitUntil?.(work)
      this.#cache.settings.waitUntil?.(work)
    }
    return made
  }

  /** Nothing is watched of a handler whose answer nobody else gets. */
  async #alone(visit: Visit, exchange: Exchange): Promise<Generated<Live>> {
    const live = await resultOf(routeRun(this.#mount, visit, exchange)).catch(failed)
    return { type: 'bypass', reason: 'dynamic', live }
  }
}

const nothing = (): void => {}
