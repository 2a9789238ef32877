/** The option `cache`, complete. */
import type { EngineSettings } from '../engine/settings.js'
import type { CacheOptions } from '../options.js'
import { memoryTier } from '../tier.js'

type Optional =
  | 'disk'
  | 'buildId'
  | 'appId'
  | 'cdn'
  | 'tenant'
  | 'handler'
  | 'handlers'
  | 'waitUntil'
  | 'onEvent'

type OfEngine =
  | 'maxMemoryBytes'
  | 'consistency'
  | 'generateTimeoutMs'
  | 'maxConcurrentBackground'
  | 'hitForMissMs'
  | 'errorBackoff'
  | 'headers'

export interface CacheSettings
  extends Required<Omit<CacheOptions, Optional | OfEngine>>,
    Pick<CacheOptions, Optional> {
  readonly engine: Partial<EngineSettings>
  /** Whether `x-nextjs-cache` is sent. */
  readonly tellsState: boolean
  /** Whether other processes serve the same, as far as the environment tells. */
  readonly isOneOfSeveral: boolean
}

const MEBIBYTE = 1024 * 1024
/** Seconds. */
const YEAR = 31_536_000

/** @param environment - what is not in the options. */
export function cacheSettings(
  options: CacheOptions,
  environment: {
    readonly dev: boolean
    readonly buildId: string | undefined
    readonly isOneOfSeveral?: boolean
  },
): CacheSettings {
  const { errorBackoff: [min, max] = [3, 30], maxEntryBytes = 8 * MEBIBYTE } = options
  return {
    ...{ tier: memoryTier(), maxEntryBytes, cacheWithOtherMethods: true, cacheComponents: false },
    ...{ setCookie: 'refuse' as const, expireTime: YEAR, notFoundMaxAge: 60, cacheLife: {} },
    ...{ fetchCacheKeyPrefix: '', patchFetch: 'global' as const, dev: false },
    debug: environment.dev,
    ...given(options),
    ...(options.buildId === undefined && environment.buildId && { buildId: environment.buildId }),
    isOneOfSeveral: environment.isOneOfSeveral ?? false,
    tellsState: options.headers?.nextjsCache ?? true,
    engine: given({
      maxEntryBytes,
      maxMemoryBytes: options.maxMemoryBytes,
      consistency: options.consistency,
      generateTimeoutMs: options.generateTimeoutMs,
      maxBackground: options.maxConcurrentBackground,
      hitForMissMs: options.hitForMissMs,
      backoffMs: [min * 1000, max * 1000] as const,
    }),
  }
}

/** Without those that are `undefined`, which must not hide a default. */
function given<T extends object>(options: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(options).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> }
}
