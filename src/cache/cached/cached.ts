/** `cached()`: what `'use cache'` does, as a function around a function. Needs no compiler. */
import { createHash } from 'node:crypto'
import { RouteHandlersError } from '../../errors.js'
import type { OriginalFunction } from '../../modules/use-cache/runtime-shape.js'
import { state } from '../../state.js'
import { type CacheLife, readLife } from '../cache-life.js'
import { type CachedMeta, type CachedRun, currentRun } from '../cached-run.js'
import { installUseCache } from '../install.js'
import { requestCache } from '../request-cache.js'
import { type CallSite, type CallSites, callSiteOf } from './call-sites.js'

/** What {@link cached} may be told of a function. */
export interface CachedOptions<Args extends readonly unknown[]> {
  /**
   * Names the function, together with its source text. Recommended where processes share a cache,
   * and needed where one place in a file makes several functions. Without it the place counts.
   */
  readonly id?: string
  /** The name of a profile, or times in seconds; see `cacheLife()`. Default: 15 minutes. */
  readonly life?: string | CacheLife
  /** By which `revalidateTag()` invalidates; see `cacheTag()`. */
  readonly tags?: readonly string[] | ((...args: Args) => readonly string[])
  /** `'default'`, `'remote'`, or one of the option `cache.handlers`. */
  readonly kind?: 'default' | 'remote' | (string & {})
}

/**
 * A function that keeps what `fn` returned, for equal arguments: like `'use cache'`, and without a
 * loader. Arguments and values are what a cache can hold: primitives, plain objects, arrays, Date,
 * Map, Set, RegExp, URL and typed arrays. Variables that `fn` captures are not part of the key: call
 * this at the top of a module, and pass what varies as an argument.
 *
 * @throws RouteHandlersError `RH_INVALID_ARGUMENT` for options that are none, and where an `id` is
 *   needed: at the second call from one place, and where the file cannot be told.
 *
 * @example
 * const getProduct = cached((id: string) => db.products.find(id), {
 *   life: 'hours',
 *   tags: id => ['products', `product:${id}`],
 * })
 */
export function cached<Args extends readonly unknown[], Result>(
  fn: (...args: Args) => Result | Promise<Result>,
  options: CachedOptions<Args> = {},
): (...args: Args) => Promise<Result> {
  installUseCache()
  const runtime = state.useCache!
  check(fn, options)
  const site = callSiteOf(cached)
  if (options.id === undefined) checkSite(fn, site, runtime.callSites)
  const body = async (...args: Args): Promise<Result> => {
    begin(currentRun(), options, args)
    return fn(...args)
  }
  Object.defineProperty(body, 'length', { value: fn.length })
  const wrapped = runtime.wrap(
    metaOf(fn, options, site),
    () => [],
    body as unknown as OriginalFunction,
  )
  return wrapped as unknown as (...args: Args) => Promise<Result>
}

/** Says of the value what the function would say with `cacheTag()` and `cacheLife()`. */
function begin<Args extends readonly unknown[]>(
  run: CachedRun | undefined,
  { tags, life }: CachedOptions<Args>,
  args: Args,
): void {
  if (tags) run?.addTags(typeof tags === 'function' ? tags(...args) : tags)
  if (life === undefined) return
  run?.lifetime.set(readLife(life, requestCache()?.compat ?? 16, run.settings?.cacheLife))
}

function metaOf(
  fn: (...args: never[]) => unknown,
  { id, kind = 'default' }: CachedOptions<never>,
  site: CallSite | undefined,
): CachedMeta {
  const identity = id === undefined ? [site?.file, site?.line, site?.column] : [id]
  return {
    ...{ form: 'cached', name: fn.name, file: site?.file ?? id ?? '', kind, parameters: 'rest' },
    id: createHash('sha256')
      .update(JSON.stringify([...identity, kind, String(fn)]))
      .digest('hex'),
  }
}

function checkSite(
  fn: (...args: never[]) => unknown,
  site: CallSite | undefined,
  sites: CallSites,
): void {
  const name = fn.name ? `"${fn.name}"` : 'a function'
  if (site === undefined) {
    throw invalid(`cached() cannot tell from which file it was given ${name}: give it an \`id\`.`)
  }
  if (sites.take(site)) return
  throw invalid(
    `cached() was given ${name} by ${site.file}:${site.line}:${site.column}, which has given one before. Call it once, at the top of the module, and pass what differs as an argument; or give each function an \`id\` of its own.`,
  )
}

function check(fn: unknown, options: CachedOptions<never>): void {
  if (typeof fn !== 'function') throw invalid(`cached() takes a function, got ${typeof fn}`)
  const { id, tags, life, kind } = options
  if (id !== undefined && (typeof id !== 'string' || id === '')) {
    throw invalid('The option `id` of cached() must be a text that is not empty')
  }
  if (kind !== undefined && (typeof kind !== 'string' || kind === 'private')) {
    throw invalid(
      "The option `kind` of cached() must be 'default', 'remote' or a name of the option `cache.handlers`",
    )
  }
  if (tags !== undefined && typeof tags !== 'function' && !Array.isArray(tags)) {
    throw invalid('The option `tags` of cached() must be an array, or a function that gives one')
  }
  // The profiles that exist depend on the mount.
  if (life !== undefined && typeof life !== 'string') readLife(life, 16)
}

function invalid(message: string): RouteHandlersError {
  return new RouteHandlersError('RH_INVALID_ARGUMENT', message)
}
