/** Redis or Valkey behind the cache, over the application's own client. */
import { realTimers } from '../engine/clock.js'
import type { EngineSettings } from '../engine/settings.js'
import { monotonicNow } from '../tags/memory-tags.js'
import { SharedTags } from '../tags/shared-tags.js'
import type { CacheTier } from '../tier.js'
import { RedisAuthority } from './authority.js'
import { Breaker } from './breaker.js'
import { redisClient } from './client.js'
import { RedisEntries } from './entries.js'
import { checkTierOptions } from './tier-options.js'

/** What `redisTier()` takes. Times in milliseconds. */
export interface RedisTierOptions {
  /** A client of ioredis, iovalkey or node-redis; it is the application's to close. */
  readonly client: object
  /** A connection for messages. Default: a duplicate of the client, with settings of its own. */
  readonly subscriber?: object
  /** What all keys begin with. Default `rh`. */
  readonly ns?: string
  /** How often a process asks for invalidations that it was told no message of. Default 1,000. */
  readonly syncIntervalMs?: number
  /** After which a command that reads is given up. Default 100. */
  readonly getTimeoutMs?: number
  /** After which a command that writes is given up. Default 500. */
  readonly setTimeoutMs?: number
  /** Not connected for longer than this, values that are older count as stale. Default 30,000. */
  readonly maxDisconnectedMs?: number
  /** For how long a process has a key to itself unless it goes on saying so. Default 3,000. */
  readonly leaseMs?: number
  /** After which who waits for another process makes the value himself. Default 3,000. */
  readonly lockWaitMs?: number
  /** The longest that the server keeps an entry. Default 30 days. */
  readonly maxTtlMs?: number
  /** Failures in a row after which the server is left alone, and for how long. Default 3 and 1,000. */
  readonly breaker?: { readonly failures?: number; readonly openMs?: number }
  /** Tags that are remembered. Default 100,000. */
  readonly maxTags?: number
  /** Invalidations that wait while the server is away. Default 10,000. */
  readonly maxQueuedTags?: number
  /**
   * `'expire'` (default): a server that was started again may have forgotten invalidations, so
   * everything is made anew. `'trust'`: its persistence is synchronous.
   */
  readonly onRestart?: 'expire' | 'trust'
  /** Messages by `SPUBLISH`, for large clusters. */
  readonly shardedPubSub?: boolean
  /**
   * Replicas that an invalidation waits for, no longer than `setTimeoutMs` (`WAIT`). What else is
   * sent over the client waits behind it. Default 0.
   */
  readonly wait?: number
}

/**
 * A cache that several processes share.
 *
 * @throws RouteHandlersError `RH_INVALID_OPTION` for a client that is none, and for options that
 *   cannot be.
 *
 * @example
 * const client = new Redis(process.env.REDIS_URL)
 * app.use(routeHandlers('./app', { cache: { tier: redisTier({ client }) } }))
 */
export function redisTier(options: RedisTierOptions): CacheTier {
  checkTierOptions(options)
  const client = redisClient(options.client, options.subscriber)
  const { ns = 'rh', maxTags = 100_000, getTimeoutMs = 100, setTimeoutMs = 500 } = options
  return {
    open(emit) {
      const authority = new RedisAuthority(client, {
        namespace: ns,
        timeoutMs: setTimeoutMs,
        maxTags,
        trustsRestarts: options.onRestart === 'trust',
        isSharded: options.shardedPubSub ?? false,
        wait: options.wait ?? 0,
      })
      const tags = new SharedTags(authority, {
        maxTags,
        maxQueuedTags: options.maxQueuedTags ?? 10_000,
        syncIntervalMs: options.syncIntervalMs ?? 1000,
        timers: realTimers,
        clock: monotonicNow,
        emit,
      })
      const { failures = 3, openMs = 1000 } = options.breaker ?? {}
      const breaker = new Breaker({ failures, openMs, now: monotonicNow })
      const entries = new RedisEntries(client, breaker, {
        ...{ namespace: ns, getTimeoutMs, setTimeoutMs, emit },
      })
      return { tags, entries, settings: settingsOf(options) }
    },
  }
}

/** Those that were given. */
function settingsOf(options: RedisTierOptions): Partial<EngineSettings> {
  const { leaseMs, lockWaitMs, maxDisconnectedMs, maxTtlMs } = options
  return {
    ...(leaseMs !== undefined && { leaseMs }),
    ...(lockWaitMs !== undefined && { lockWaitMs }),
    ...(maxDisconnectedMs !== undefined && { maxDisconnectedMs }),
    ...(maxTtlMs !== undefined && { maxTtlMs }),
  }
}
