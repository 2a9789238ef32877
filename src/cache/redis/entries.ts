/**
 * Entries and locks on a server. Nothing waits for it longer than its time, and when it fails
 * several times in a row it is left alone for a while: the cache does without.
 */
import type { Claim, EntryStore } from '../engine/entry-store.js'
import type { Emit } from '../engine/events.js'
import type { Entry } from '../entry/entry.js'
import { decodeFrame, encodeFrame } from '../entry/frame.js'
import type { Breaker } from './breaker.js'
import type { Argument, RedisClient } from './client.js'
import { Commands } from './commands.js'
import { GET_OR_LOCK, PUT, RENEW, type Script, UNLOCK } from './scripts.js'

export interface EntriesOptions {
  readonly namespace: string
  readonly getTimeoutMs: number
  readonly setTimeoutMs: number
  readonly emit: Emit
}

type Reply = readonly [entry: Buffer | null, lock: Buffer, fence: number]

export class RedisEntries implements EntryStore {
  readonly #commands: Commands
  readonly #breaker: Breaker
  readonly #options: EntriesOptions

  constructor(client: RedisClient, breaker: Breaker, options: EntriesOptions) {
    this.#commands = new Commands(client)
    this.#breaker = breaker
    this.#options = options
  }

  get breaker(): Breaker['state'] {
    return this.#breaker.state
  }

  available(): boolean {
    return this.#commands.isReady && this.#breaker.allows
  }

  async getOrLock(key: string, token: string, leaseMs: number, force: boolean): Promise<Claim> {
    const args = [token, String(leaseMs), force ? '1' : '0']
    const { getTimeoutMs } = this.#options
    const late = (reply: unknown): void => this.#letGo(reply as Reply, key, token)
    const reply = await this.#run(GET_OR_LOCK, keysOf(this.#options, key), args, getTimeoutMs, late)
    const [frame, lock, fence] = reply as Reply
    return { entry: this.#read(frame), lock: String(lock) as Claim['lock'], fence: Number(fence) }
  }

  async put(
    key: string,
    entry: Entry,
    ttlMs: number,
    fence: number,
    token: string,
  ): Promise<boolean> {
    const frame = ttlMs > 0 ? encodeFrame(entry) : ''
    const args = [frame, String(Math.ceil(ttlMs)), String(fence), token]
    const { setTimeoutMs } = this.#options
    return Number(await this.#run(PUT, keysOf(this.#options, key), args, setTimeoutMs)) === 1
  }

  async renew(key: string, token: string, leaseMs: number): Promise<void> {
    const [, lock] = keysOf(this.#options, key)
    await this.#run(RENEW, [lock], [token, String(leaseMs)], this.#options.setTimeoutMs)
  }

  async unlock(key: string, token: string): Promise<void> {
    const [, lock] = keysOf(this.#options, key)
    const { setTimeoutMs } = this.#options
    // node-redis gives replies to what was queued before it calls itself ready.
    await this.#breaker.run(() =>
      this.#commands.runWhenReady(UNLOCK, [lock], [token], setTimeoutMs),
    )
  }

  #run(
    script: Script,
    keys: readonly string[],
    args: readonly Argument[],
    ms: number,
    onLate?: (reply: unknown) => void,
  ): Promise<unknown> {
    return this.#breaker.run(() => this.#commands.run(script, keys, args, ms, onLate))
  }

  /** A lock that was granted behind our back would keep everybody waiting until its lease is over. */
  #letGo([, lock]: Reply, key: string, token: string): void {
    if (String(lock) !== 'mine') return
    this.#options.emit({ type: 'ghost-lock' })
    this.unlock(key, token).catch(error => {
      this.#options.emit({ type: 'l2-error', op: 'unlock', error })
    })
  }

  #read(frame: Buffer | null): Entry | undefined {
    if (frame === null) return undefined
    const entry = decodeFrame(frame)
    if (entry === undefined) this.#options.emit({ type: 'frame-error' })
    return entry
  }
}

/** The braces keep all three in one slot of a cluster. */
function keysOf(
  { namespace }: EntriesOptions,
  key: string,
): [entry: string, lock: string, fence: string] {
  const slot = `${namespace}:{${key}}`
  return [`${slot}:e`, `${slot}:l`, `${slot}:f`]
}
