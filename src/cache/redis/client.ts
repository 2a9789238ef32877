/**
 * The application's own client, whichever it is: ioredis, iovalkey or node-redis, told apart by
 * what they can do. Pools, TLS, Sentinel and credentials stay as they were configured.
 */
import { RouteHandlersError } from '../../errors.js'
import { ioredisClient, isIoredis } from './ioredis.js'
import { isNodeRedis, nodeRedisClient } from './node-redis.js'

export type Argument = string | Buffer

export type Command = 'EVAL' | 'EVALSHA' | 'WAIT'

export interface RedisClient {
  /** Whether a command would be sent now; a client may queue it for minutes otherwise. */
  readonly isReady: boolean
  /** Begins to connect, where the client was told to wait for the first command. */
  wake(): void
  /** Bulk strings of the reply are Buffers. */
  send(command: Command, args: readonly Argument[]): Promise<unknown>
  /**
   * Over a connection of its own, which tries for ever.
   *
   * @param onReconnect - told when messages may have been missed.
   */
  subscribe(subscription: Subscription): Subscribed
}

export interface Subscribed {
  /** Resolves when messages come from now on. */
  readonly ready: Promise<unknown>
  /** Ends it, also while it waits for a server. */
  close(): void
}

export interface Subscription {
  readonly channel: string
  /** In a cluster, to the nodes that have the slot (`SSUBSCRIBE`). */
  readonly isSharded: boolean
  readonly onMessage: (message: Buffer) => void
  readonly onReconnect: () => void
}

/**
 * @param client - a client of ioredis, iovalkey or node-redis.
 * @param subscriber - a connection for messages; without one, a duplicate is made.
 * @throws RouteHandlersError `RH_INVALID_OPTION` for anything else.
 */
export function redisClient(client: unknown, subscriber?: object): RedisClient {
  if (typeof client === 'object' && client !== null) {
    if (isIoredis(client)) return ioredisClient(client, subscriber)
    if (isNodeRedis(client)) return nodeRedisClient(client, subscriber)
  }
  throw new RouteHandlersError(
    'RH_INVALID_OPTION',
    'The option "client" of redisTier() must be a client of ioredis, iovalkey or node-redis; of ' +
      'node-redis, a pool, a cluster or a sentinel will not do: use those of ioredis',
  )
}
