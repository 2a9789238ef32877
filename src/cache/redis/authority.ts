/** The order of invalidations, kept by a server: one hash of records, an index by epoch, a channel. */
import { randomUUID } from 'node:crypto'
import type { Change, Known, Page, TagAuthority } from '../tags/authority.js'
import type { TagRecord } from '../tags/record.js'
import type { RedisClient } from './client.js'
import { Commands } from './commands.js'
import { EXPIRE_ALL, INVALIDATE, type Script, SYNC } from './scripts.js'

export interface AuthorityOptions {
  readonly namespace: string
  readonly timeoutMs: number
  readonly maxTags: number
  /** Whether a server that was started again still has everything it said. */
  readonly trustsRestarts: boolean
  readonly isSharded: boolean
  /** Replicas that must have an invalidation before it counts as told. */
  readonly wait: number
}

/** Records in one page. */
const PAGE = 2000

/** How long a start waits for the client. Milliseconds. */
const READY_MS = 2000
const LOOK_MS = 20

const NOTHING: Known = { manifest: '', epoch: 0 }

export class RedisAuthority implements TagAuthority {
  readonly #client: RedisClient
  readonly #commands: Commands
  readonly #options: AuthorityOptions
  /** The braces keep both keys in one slot of a cluster. */
  readonly #keys: readonly string[]
  readonly #channel: string
  #unsubscribe: () => void = () => {}

  constructor(client: RedisClient, options: AuthorityOptions) {
    const { namespace } = options
    this.#client = client
    this.#commands = new Commands(client)
    this.#options = options
    this.#keys = [`{${namespace}}:tags`, `{${namespace}}:tagidx`]
    this.#channel = `{${namespace}}:tags:ch`
  }

  async ready(): Promise<void> {
    this.#client.wake()
    for (let waited = 0; waited < READY_MS && !this.#client.isReady; waited += LOOK_MS) {
      await new Promise(resolve => setTimeout(resolve, LOOK_MS))
    }
  }

  async sync(known: Known): Promise<Page> {
    const reply = await this.#run(SYNC, known, [String(PAGE)])
    const [manifest, epoch, floor, time, more, ...records] = (reply as unknown[]).map(String)
    return {
      manifest: manifest!,
      epoch: Number(epoch),
      floor: Number(floor),
      time: Number(time),
      hasMore: more === '1',
      records: readRecords(records),
    }
  }

  async invalidate(
    known: Known,
    tags: readonly string[],
    expire: number | undefined,
  ): Promise<Change> {
    const grace = graceOf(expire)
    const rest = [...this.#publishing, grace, String(this.#options.maxTags), ...tags]
    return this.#told(await this.#run(INVALIDATE, known, rest))
  }

  async expireAll(): Promise<Change> {
    return this.#told(await this.#run(EXPIRE_ALL, NOTHING, this.#publishing))
  }

  async subscribe(onChange: (change: Change) => void, onReconnect: () => void): Promise<void> {
    const { ready, close } = this.#client.subscribe({
      channel: this.#channel,
      isSharded: this.#options.isSharded,
      onMessage: message => onChange(readChange(message)),
      onReconnect,
    })
    this.#unsubscribe = close
    await ready
  }

  close(): void {
    this.#unsubscribe()
  }

  get #publishing(): string[] {
    return [this.#options.isSharded ? 'SPUBLISH' : 'PUBLISH', this.#channel]
  }

  #run(script: Script, { manifest, epoch }: Known, rest: readonly string[]): Promise<unknown> {
    const { trustsRestarts, timeoutMs } = this.#options
    const args = [randomUUID(), manifest, String(epoch), trustsRestarts ? '1' : '0', ...rest]
    return this.#commands.run(script, this.#keys, args, timeoutMs)
  }

  async #told(reply: unknown): Promise<Change> {
    const { wait, timeoutMs } = this.#options
    if (wait > 0) await this.#client.send('WAIT', [String(wait), String(timeoutMs)])
    return readChange(reply as Buffer)
  }
}

/** Whole milliseconds: the server counts in them. */
function graceOf(expire: number | undefined): string {
  if (!expire) return 'hard'
  return expire === Number.POSITIVE_INFINITY ? 'inf' : String(Math.ceil(expire * 1000))
}

function readChange(message: Buffer): Change {
  const [manifest = '', epoch, floor, ...records] = message.toString().split('\n')
  return {
    manifest,
    epoch: Number(epoch),
    floor: Number(floor),
    records: readRecords(records),
  }
}

/** Tags and records by turns. */
function readRecords(texts: readonly string[]): [string, TagRecord][] {
  const records: [string, TagRecord][] = []
  for (let at = 0; at + 1 < texts.length; at += 2) {
    const [expired = 0, stale = 0, deadline = 0, deadlineEpoch = 0] =
      texts[at + 1]!.split(',').map(Number)
    records.push([texts[at]!, { expired, stale, deadline, deadlineEpoch }])
  }
  return records
}
