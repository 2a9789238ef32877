/** An engine on a tier as one process has it, and an origin that the test governs. */
import { Engine } from '../engine/engine.js'
import type { CacheEvent } from '../engine/events.js'
import type { Generated } from '../engine/generated.js'
import type { Entry } from '../entry/entry.js'
import type { CacheTier, OpenTier } from '../tier.js'

/** What an origin answers with, and how. */
export class Origin {
  text = 'first'
  /** Milliseconds. */
  takes = 0
  calls = 0
  behaviour: 'store' | 'throw' | 'bypass' = 'store'
  readonly #entry: Partial<Entry>

  constructor(entry: Partial<Entry> = {}) {
    this.#entry = entry
  }

  async generate(): Promise<Generated<string>> {
    const call = ++this.calls
    const { text } = this
    await new Promise(resolve => setTimeout(resolve, this.takes))
    if (this.behaviour === 'throw') throw new Error('the origin is down')
    const live = `${text} for call ${call}`
    if (this.behaviour === 'bypass') return { type: 'bypass', reason: 'set-cookie', live }
    const defaults = { kind: 'R', tags: ['tag'], revalidate: 60, expire: 3600 } as const
    return { type: 'store', ...defaults, body: Buffer.from(text), ...this.#entry }
  }
}

export class EngineProcess {
  readonly tier: OpenTier
  readonly engine: Engine
  readonly events: CacheEvent[] = []

  constructor(tier: CacheTier) {
    const emit = (event: CacheEvent): void => void this.events.push(event)
    this.tier = tier.open(emit)
    const { tags, entries, settings } = this.tier
    this.engine = new Engine({ tags, entries, emit, ...(settings && { settings }) })
  }

  start(): Promise<void> {
    return this.tier.tags.start()
  }

  /** `MISS first`: where a value came from, and its text. */
  async read(origin: Origin, key = 'key'): Promise<string> {
    const result = await this.engine.get(key, { kind: 'R', generate: () => origin.generate() })
    if (result.state === 'BYPASS') return `BYPASS ${result.live}`
    if (result.state === 'FAIL') return `FAIL ${result.answer.status}`
    return `${result.state} ${result.entry.body}`
  }

  /** @param expire - seconds of grace; without, the old value has expired. */
  async invalidate(tag: string, expire?: number): Promise<void> {
    await this.tier.tags.invalidate([tag], expire)
  }

  async stop(): Promise<void> {
    await this.engine.idle()
    this.engine.close()
    this.tier.tags.close()
  }
}

/** Asks until it is so; a process may hear of another's invalidation by its next poll only. */
export async function eventually(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  ms = 5000,
): Promise<void> {
  const end = performance.now() + ms
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`It never came to this: ${what}`)
    await pause(10)
  }
}

/** @param ms - milliseconds. */
export function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms))
}
