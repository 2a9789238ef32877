/**
 * Makes the answers that need no request before anybody asks: of cached routes without parameters,
 * and for the parameters that `generateStaticParams()` lists. By way of the engine, so that what is
 * there already stays, and of several processes one makes each answer.
 */
import type { Warmed, WarmOptions, WarmReport } from '../cache/mount/handlers-cache.js'
import { RouteHandlersError } from '../errors.js'
import type { RouteModule } from '../handler/route-module.js'
import { concretePath } from '../router/concrete-path.js'
import type { Match, Params, Route } from '../router/route.js'
import type { StaticParams } from './params.js'

/** What became of one answer. */
export type Warming = Pick<Warmed, 'state' | 'reason'>

/** The part of a mount that this needs. */
export interface Warmable {
  readonly routes: readonly Route[]
  module(route: Route): RouteModule | Promise<RouteModule>
  paramsOf(route: Route, module: RouteModule): StaticParams | undefined
  /** `undefined` where the GET of the route runs for every request. */
  warmerOf(route: Route, module: RouteModule): ((match: Match) => Promise<Warming>) | undefined
}

interface Job {
  readonly match: Match
  readonly warm: (match: Match) => Promise<Warming>
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
    const warm = mount.warmerOf(route, module)
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
