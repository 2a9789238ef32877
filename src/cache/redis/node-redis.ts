/** Clients of node-redis, from version 5 on. */
import type { Argument, RedisClient, Subscribed, Subscription } from './client.js'

/** RESP: bulk strings begin with `$`. */
const BULK_STRING = 36

type OnMessage = (message: Buffer) => void

/** The part of its client that is used. */
interface NodeRedis {
  readonly isReady: boolean
  withTypeMapping(mapping: object): { sendCommand(args: readonly Argument[]): Promise<unknown> }
  duplicate(): NodeRedisSubscriber
}

interface NodeRedisSubscriber {
  readonly isOpen: boolean
  connect(): Promise<unknown>
  subscribe(channel: string, listener: OnMessage, buffers: true): Promise<unknown>
  unsubscribe(channel: string, listener: OnMessage, buffers: true): Promise<unknown>
  sSubscribe(channel: string, listener: OnMessage, buffers: true): Promise<unknown>
  sUnsubscribe(channel: string, listener: OnMessage, buffers: true): Promise<unknown>
  on(event: string, listener: () => void): unknown
  off(event: string, listener: () => void): unknown
  destroy(): void
}

/** Clusters and sentinels have all of it, and take what they send in another way. */
export function isNodeRedis(client: object): client is NodeRedis {
  if ('nodeByAddress' in client || 'acquire' in client) return false
  return 'withTypeMapping' in client && 'isReady' in client && 'duplicate' in client
}

export function nodeRedisClient(client: NodeRedis, subscriber?: object): RedisClient {
  const typed = client.withTypeMapping({ [BULK_STRING]: Buffer })
  return {
    get isReady() {
      return client.isReady
    },
    // It does not wait for commands: the application calls `connect()`.
    wake() {},
    send: (command, args) => typed.sendCommand([command, ...args]),
    subscribe: subscription => subscribe(client, subscriber, subscription),
  }
}

function subscribe(
  client: NodeRedis,
  given: object | undefined,
  { channel, isSharded, onMessage, onReconnect }: Subscription,
): Subscribed {
  const subscriber = (given as NodeRedisSubscriber | undefined) ?? client.duplicate()
  // Without a listener, an error of the connection would end the process; the client tries again.
  const ignore = (): void => {}
  subscriber.on('error', ignore)
  subscriber.on('ready', onReconnect)
  const begin = async (): Promise<void> => {
    if (!subscriber.isOpen) await subscriber.connect()
    if (isSharded) await subscriber.sSubscribe(channel, onMessage, true)
    else await subscriber.subscribe(channel, onMessage, true)
  }
  return {
    ready: begin(),
    close() {
      subscriber.off('ready', onReconnect)
      if (given === undefined) return subscriber.destroy()
      const ended = isSharded
        ? subscriber.sUnsubscribe(channel, onMessage, true)
        : subscriber.unsubscribe(channel, onMessage, true)
      ended.catch(() => {})
    },
  }
}
