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
 * What the call says counts, also where it contradicts itself or the route overrules it.
 *
 * @throws RouteHandlersError `RH_NOT_SUPPORTED` where the route says `dynamic = 'error'`.
 * @throws MadeDynamic in the background.
 */
export function passLife(decision: Decision, asked: Asked, caching: RequestCache): void {
  const { revalidate } = asked
  // A cached function is a boundary: what is fetched anew in it does not concern the answer.
  const isInside = currentRun() !== undefined
  if (isDynamic(decision, asked)) {
    if (!isInside) touch(`revalidate: 0 fetch ${asked.url} ${caching.route}`, caching)
  } else if (decision.seconds === 0) {
    if (!isInside) passPlain(asked, caching)
  } else if (!decision.isAutomatic) absorb(caching, [], NEVER)
  if (typeof revalidate !== 'number' || (revalidate === 0 && !isInside)) return
  absorb(caching, [], revalidate)
  if (!isInside) caching.leastRevalidate = Math.min(caching.leastRevalidate, revalidate)
}

function isDynamic({ seconds, isAutomatic }: Decision, { cache, revalidate }: Asked): boolean {
  return cache === 'no-store' || revalidate === 0 || (seconds === 0 && !isAutomatic)
}

function touch(expression: string, caching: RequestCache): void {
  caching.generation?.touch(expression)
  caching.leastRevalidate = 0
}

/** With Cache Components, what is neither cached nor asked for is what makes a GET dynamic. */
function passPlain(asked: Asked, { cache, generation, route }: RequestCache): void {
  if (!cache.settings.cacheComponents) return
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
