/** What each member of the option `cache` may be. A mistyped bound must not switch a bound off. */
import { type CacheLife, readTimes } from './cache/cache-life.js'
import { type Checks, checkMembers, isFunction, isObject, oneOf } from './check.js'
import { RouteHandlersError } from './errors.js'
import { LONGEST_TIMER_MS } from './longest-timer.js'

const isBoolean = oneOf(true, false)
const isText = (value: unknown): boolean => typeof value === 'string' && value !== ''
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) > 0
const isSeconds = (value: unknown): boolean => typeof value === 'number' && value >= 0
const isMs = (value: unknown): boolean =>
  typeof value === 'number' && value > 0 && value <= LONGEST_TIMER_MS

const bytes = [isCount, 'a positive number of bytes'] as const
const text = [isText, 'a text that is not empty'] as const
const seconds = [isSeconds, 'a number of seconds'] as const
const ms = [isMs, `a number of milliseconds above 0 and up to ${LONGEST_TIMER_MS}`] as const
const called = [isFunction, 'a function'] as const

/** What is made by functions of ours, or follows the same interface. */
const has =
  (...methods: readonly string[]) =>
  (value: unknown): boolean =>
    isObject(value) && methods.every(method => isFunction(Reflect.get(value, method)))

const isStore = has('get', 'put')

const CHECKS: Checks = {
  tier: [has('open'), 'a tier, such as memoryTier() or redisTier() gives'],
  maxMemoryBytes: bytes,
  maxEntryBytes: bytes,
  disk: [isObject, 'an object { dir, maxBytes, durable }'],
  buildId: text,
  appId: text,
  consistency: oneOf('bounded', 'strict'),
  cacheWithOtherMethods: isBoolean,
  cacheComponents: isBoolean,
  setCookie: oneOf('refuse', 'strip'),
  cdn: isBoolean,
  expireTime: seconds,
  notFoundMaxAge: seconds,
  tenant: called,
  cacheLife: [isObject, 'an object of profiles, each { stale, revalidate, expire }'],
  fetchCacheKeyPrefix: [value => typeof value === 'string', 'a text'],
  patchFetch: oneOf('global', 'module', false),
  handler: [isStore, 'what fromNextCacheHandler() gives'],
  handlers: [
    value => value === 'global' || (isObject(value) && Object.values(value).every(isStore)),
    '"global", or what fromNextCacheHandlers() gives',
  ],
  generateTimeoutMs: ms,
  maxConcurrentBackground: [isCount, 'a whole number above 0'],
  hitForMissMs: ms,
  errorBackoff: [isRange, 'two numbers of seconds, [min, max]'],
  dev: isBoolean,
  debug: isBoolean,
  headers: [isObject, 'an object { nextjsCache }'],
  waitUntil: called,
  onEvent: called,
}

const OF_DISK: Checks = {
  dir: [isText, 'a path'],
  maxBytes: bytes,
  durable: isBoolean,
}

/** Times are judged in Next.js's words. */
const time = [() => true, 'a number of seconds'] as const
const OF_PROFILE: Checks = { stale: time, revalidate: time, expire: time }

const OF_HEADERS: Checks = { nextjsCache: isBoolean }

function isRange(value: unknown): boolean {
  if (!Array.isArray(value) || value.length !== 2 || !value.every(isSeconds)) return false
  return value[0] <= value[1]
}

/** @throws RouteHandlersError `RH_INVALID_OPTION`. */
export function checkCacheOptions(options: object): void {
  checkMembers(options, CHECKS, 'cache.')
  const { disk, tier, headers, cacheLife } = options as Record<string, object | undefined>
  if (disk) checkMembers(disk, OF_DISK, 'cache.disk.')
  if (disk && Reflect.get(disk, 'dir') === undefined) throw noDirectory()
  if (disk && tier && !Reflect.get(tier, 'isLocal')) throw diskBesideShared()
  if (headers) checkMembers(headers, OF_HEADERS, 'cache.headers.')
  for (const [name, life] of Object.entries(cacheLife ?? {})) checkProfile(name, life)
}

function diskBesideShared(): RouteHandlersError {
  return new RouteHandlersError(
    'RH_INVALID_OPTION',
    'The option "cache.disk" goes with the cache of one process: leave it out beside a shared "cache.tier".',
  )
}

function noDirectory(): RouteHandlersError {
  return new RouteHandlersError('RH_INVALID_OPTION', 'The option "cache.disk.dir" is missing.')
}

function checkProfile(name: string, life: unknown): void {
  const path = `cache.cacheLife.${name}`
  checkMembers({ [path]: life }, { [path]: [isObject, 'an object { stale, revalidate, expire }'] })
  checkMembers(life as object, OF_PROFILE, `${path}.`)
  try {
    readTimes(life as CacheLife)
  } catch (cause) {
    const { message } = cause as Error
    throw new RouteHandlersError('RH_INVALID_OPTION', `The option "${path}": ${message}`, { cause })
  }
}
