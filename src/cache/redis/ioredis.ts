/** ioredis and iovalkey, single servers and clusters. */
import type { Argument, Command, RedisClient, Subscribed, Subscription } from './client.js'

/** The part of their clients that is used. */
interface Ioredis {
  readonly status: string
  connect(): Promise<unknown>
  evalBuffer(...args: Argument[]): Promise<unknown>
  evalshaBuffer(...args: Argument[]): Promise<unknown>
  wait(...args: Argument[]): Promise<unknown>
  duplicate(...options: unknown[]): IoredisSubscriber
}

interface IoredisSubscriber {
  subscribe(channel: string): Promise<unknown>
  ssubscribe(channel: string): Promise<unknown>
  on(event: string, listener: (...args: never[]) => void): unknown
  off(event: string, listener: (...args: never[]) => void): unknown
  disconnect(): void
}

/**
 * What a subscriber needs whatever the client it is made of was told: with its offline queue off,
 * the first SUBSCRIBE would fail before the connection is there.
 */
const PATIENT = { lazyConnect: false, enableOfflineQueue: true, maxRetriesPerRequest: null }

/** Not `callBuffer()`, which loses its first argument where commands are pipelined by themselves. */
const METHODS = {
  EVAL: 'evalBuffer',
  EVALSHA: 'evalshaBuffer',
  WAIT: 'wait',
} as const satisfies Record<Command, keyof Ioredis>

export function isIoredis(client: object): client is Ioredis {
  return 'evalshaBuffer' in client && 'status' in client && 'duplicate' in client
}

export function ioredisClient(client: Ioredis, subscriber?: object): RedisClient {
  return {
    get isReady() {
      return client.status === 'ready'
    },
    wake() {
      // Its errors are the application's, by the client's own event.
      if (client.status === 'wait') client.connect().catch(() => {})
    },
    send: (command, args) => client[METHODS[command]](...args),
    subscribe: subscription => subscribe(client, subscriber, subscription),
  }
}

function subscribe(
  client: Ioredis,
  given: object | undefined,
  { channel, isSharded, onMessage, onReconnect }: Subscription,
): Subscribed {
  const subscriber = (given as IoredisSubscriber | undefined) ?? duplicateOf(client, isSharded)
  const heard = (_channel: Buffer, message: Buffer): void => onMessage(message)
  const event = isSharded ? 'smessageBuffer' : 'messageBuffer'
  // Without a listener, an error of the connection would end the process; the client tries again.
  const ignore = (): void => {}
  subscriber.on('error', ignore)
  subscriber.on(event, heard)
  subscriber.on('ready', onReconnect)
  return {
    ready: isSharded ? subscriber.ssubscribe(channel) : subscriber.subscribe(channel),
    close() {
      subscriber.off(event, heard)
      subscriber.off('ready', onReconnect)
      if (given === undefined) subscriber.disconnect()
    },
  }
}

/** A cluster takes the nodes first, and asks the right one for messages only where it is told to. */
function duplicateOf(client: Ioredis, shardedSubscribers: boolean): IoredisSubscriber {
  if (!('nodes' in client)) return client.duplicate(PATIENT)
  return client.duplicate([], { ...PATIENT, shardedSubscribers })
}
