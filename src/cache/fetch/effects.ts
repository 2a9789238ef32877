/** What a `fetch` means for the value or the answer that is being made with it. */
import { currentRun } from '../cached-run.js'
import type { RequestCache } from '../request-cache.js'
import type { Asked, Decision, Surroundings } from './decision.js'

const NEVER = Number.POSITIVE_INFINITY

/** The route, as the decision needs it. */
export function surroundings(caching: RequestCache): Surroundings {
  const { compat, route, config, isNoStore } = caching
  const isInside = currentRun()?.form === 'unstable_cache'
  return {
    compat,
    route,
    isNoStore,
    dynamic: config.dynamic,
    fetchCache: isInside ? 'force-no-store' : config.fetchCache,
    revalidate: revalidateOf(caching),
  }
}

/** As far as the route is known by now. Up to Next.js 14 it follows what was fetched before. */
function revalidateOf(caching: RequestCache): number {
  const { compat, generation, config, hasOtherMethods, leastRevalidate } = caching
  if (compat === 14 && hasOtherMethods) return 0
  if (generation !== undefined) return generation.isDynamic ? 0 : generation.life.revalidate
  if (compat === 14 && caching.isDynamic) return 0
  const own = typeof config.revalidate === 'number' ? config.revalidate : NEVER
  return compat === 14 ? Math.min(own, leastRevalidate) : own
}

/** Before it is decided: the tags of a call count for what is made with it, stored or not. */
export function passTags(tags: readonly string[], caching: RequestCache): void {
  if (tags.length > 0) absorb(caching, tags, NEVER)
}

/**
 * @throws RouteHandlersError `RH_NOT_SUPPORTED` where the route says `dynamic = 'error'`.
 * @throws MadeDynamic in the background.
 */
export function passLife(decision: Decision, asked: Asked, caching: RequestCache): void {
  const { seconds, isAutomatic } = decision
  if (isAutomatic) return passPlain(asked, caching)
  const run = currentRun()
  // A cached function is a boundary: only what was asked for in so many words leaves it.
  if (seconds === 0 && run === undefined) {
    caching.generation?.touch(`revalidate: 0 fetch ${asked.url} ${caching.route}`)
    caching.leastRevalidate = 0
  }
  // What is stored by itself does not hinder that the answer is; only its own word shortens it.
  const isOwn = seconds === asked.revalidate
  if (seconds > 0 || (isOwn && run !== undefined)) absorb(caching, [], isOwn ? seconds : NEVER)
  if (!isOwn) return
  if (run === undefined) caching.leastRevalidate = Math.min(caching.leastRevalidate, seconds)
}

/** With Cache Components, what is neither cached nor asked for is what makes a GET dynamic. */
function passPlain(asked: Asked, { cache, generation, route }: RequestCache): void {
  if (!cache.settings.cacheComponents || currentRun() !== undefined) return
  generation?.touch(`fetch ${asked.url} ${route}`)
}

function absorb(caching: RequestCache, tags: readonly string[], revalidate: number): void {
  const run = currentRun()
  // What `unstable_cache` returns has its own tags and its own life.
  if (run?.form === 'unstable_cache') return
  const into = run ?? caching.generation
  into?.absorb({ tags, life: { revalidate, expire: NEVER } })
}

/** Something stale had to be used, because it could not be renewed: the next attempt is soon. */
export function passStale(caching: RequestCache): void {
  absorb(caching, [], 3)
}
