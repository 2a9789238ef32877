/** A cache over foreign stores, as a mount opens it. */
import type { Engine } from '../../../../src/cache/engine/engine'
import type { CacheEvent } from '../../../../src/cache/engine/events'
import type { Generated } from '../../../../src/cache/engine/generated'
import type { Kind } from '../../../../src/cache/entry/entry'
import { hashKey } from '../../../../src/cache/entry/key'
import { Cache } from '../../../../src/cache/mount/cache'
import { cacheSettings } from '../../../../src/cache/mount/settings'
import type { CacheOptions } from '../../../../src/cache/options'

const opened: Over[] = []

export async function closeAll(): Promise<void> {
  await Promise.all(opened.splice(0).map(({ cache }) => cache.close(100)))
}

export class Over {
  readonly events: CacheEvent[] = []
  readonly cache: Cache
  calls = 0

  constructor(options: CacheOptions) {
    opened.push(this)
    const onEvent = (event: CacheEvent): void => void this.events.push(event)
    this.cache = new Cache(cacheSettings({ ...options, onEvent }, { dev: false, buildId: 'build' }))
  }

  engine(kind: Kind, name?: string): Engine {
    return this.cache.engineFor(kind, name)!
  }

  /** `HIT L2 made`: the state, where it was, what it is. */
  async get(key: string, { kind = 'F', name, soft, during, ...made }: Asked = {}): Promise<string> {
    const generate = async (): Promise<Generated<never>> => {
      this.calls++
      await during?.()
      return { ...MADE, ...(kind === 'R' && { status: 200, headers: HEADERS }), kind, ...made }
    }
    const request = { kind, tags: soft ?? [], generate }
    const result = await this.engine(kind, name).get(hashKey([kind, key]), request)
    if (!('entry' in result)) return result.state
    const place = 'tier' in result ? ` ${result.tier}` : ''
    return `${result.state}${place} ${result.entry.body}`
  }

  /** What only memory has is gone: as after a restart, but for the tags. */
  async forget(): Promise<void> {
    await this.cache.engines.idle()
    this.cache.engine.memory.clear()
  }

  get errors(): string[] {
    return this.events.flatMap(event => (event.type === 'l2-error' ? [event.op] : []))
  }
}

const HEADERS: [string, string][] = [
  ['content-type', 'text/plain'],
  ['x-two', 'a'],
  ['x-two', 'b'],
]

const MADE = {
  type: 'store' as const,
  tags: ['tag'] as readonly string[],
  revalidate: 60,
  expire: 3600,
  body: Buffer.from('made'),
}

export interface Asked extends Partial<Omit<typeof MADE, 'type'>> {
  readonly kind?: Kind
  readonly name?: string
  readonly soft?: readonly string[]
  /** What happens while the value is made. */
  readonly during?: () => unknown
}
