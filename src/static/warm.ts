/**
 * Makes the answers that need no request before anybody asks: of cached routes without parameters,
 * and for the parameters that `generateStaticParams()` lists. By way of the engine, so that what is
 * there already stays, and of several processes one makes each answer.
 */
import type { Warmed, WarmOptions, WarmReport } from '../cache/mount/handlers-cache.js'
import { RouteHandlersError } from '../errors.js'
import type { LoadedRoute } from '../route-table.js'
import { concretePath } from '../router/concrete-path.js'
import type { Match, Params, Route } from '../router/route.js'
import type { StaticParams } from './params.js'
import type { StaticRoutes } from './static-routes.js'

/** What became of one answer. */
export type Warming = Pick<Warmed, 'state' | 'reason'>

/** The part of a mount that this needs. */
export interface Warmable {
  readonly routes: readonly Route[]
  module(route: Route): LoadedRoute | Promise<LoadedRoute>
  paramsOf(route: Route, module: LoadedRoute): StaticParams | undefined
  /** `undefined` where the GET of the route runs for every request. */
  warmerOf(module: LoadedRoute): Warmer | undefined
}

type Warmer = (match: Match) => Promise<Warming>

interface Job {
  readonly match: Match
  readonly warm: Warmer
}

/** By way of the routes that are answered from the cache. */
export function warmerOf(statics: StaticRoutes, module: LoadedRoute): Warmer | undefined {
  const { policy, methods } = module
  const handler = methods.get('GET')
  if (policy === undefined || handler === undefined || !statics.keepsAnswers) return undefined
  return async match => warmingOf(await statics.warm({ match, module, handler, policy }))
}

function warmingOf(stored: Awaited<ReturnType<StaticRoutes['warm']>>): Warming {
  switch (stored.state) {
    case 'BYPASS':
      return { state: 'bypass', reason: stored.reason }
    case 'FAIL':
      return { state: 'fail', reason: `status ${stored.answer.status}` }
    case 'MISS':
      return stored.discarded ? { state: 'bypass', reason: 'invalidated' } : { state: 'stored' }
    default:
      return { state: 'stored' }
  }
}

/** @throws RouteHandlersError `RH_INVALID_ARGUMENT` */
export async function warm(
  mount: Warmable,
  { concurrency = 2, onProgress = () => {} }: WarmOptions,
): Promise<WarmReport> {
  if (!Number.isInteger(concurrency) || concurrency < 1) {
    throw new RouteHandlersError(
      'RH_INVALID_ARGUMENT',
      `warm() takes a positive integer for concurrency, got ${String(concurrency)}`,
    )
  }
  const found = await inParallel(mount.routes, concurrency, route => jobsOf(mount, route))
  const failed = found.flatMap(each => ('state' in each ? [each] : []))
  const jobs = found.flatMap(each => ('state' in each ? [] : each))
  const total = failed.length + jobs.length
  for (const [at, each] of failed.entries()) onProgress(each, at + 1, total)
  let done = failed.length
  const warmed = await inParallel(jobs, concurrency, async job => {
    const result = await run(job)
    done += 1
    onProgress(result, done, total)
    return result
  })
  return [...failed, ...warmed]
}

/** What there is to do for a route, or why that cannot be known. */
async function jobsOf(mount: Warmable, route: Route): Promise<readonly Job[] | Warmed> {
  try {
    const module = await mount.module(route)
    const warm = mount.warmerOf(module)
    if (warm === undefined) return []
    if (route.params.length === 0) return [{ match: { route, params: undefined }, warm }]
    const listed: readonly Params[] = (await mount.paramsOf(route, module)?.list()) ?? []
    return listed.map(params => ({ match: { route, params }, warm }))
  } catch (error) {
    return { route: route.pattern, path: route.pattern, ...failureOf(error) }
  }
}

async function run({ match, warm }: Job): Promise<Warmed> {
  const result = await warm(match).catch(failureOf)
  return { route: match.route.pattern, path: concretePath(match), ...result }
}

function failureOf(error: unknown): Warming {
  return { state: 'fail', reason: error instanceof Error ? error.message : String(error) }
}

/** In the order of the items, `width` of them at a time. */
async function inParallel<T, R>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  const waiting = items.entries()
  const worker = async (): Promise<void> => {
    for (const [at, item] of waiting) results[at] = await work(item)
  }
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker))
  return results
}
