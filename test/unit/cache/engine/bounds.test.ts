/** Whatever is offered, no structure grows beyond its bound. */
import { Engine } from '../../../../src/cache/engine/engine'
import type { EntryStore } from '../../../../src/cache/engine/entry-store'
import type { CacheEvent } from '../../../../src/cache/engine/events'
import type { EngineSettings } from '../../../../src/cache/engine/settings'
import { MemoryTags } from '../../../../src/cache/tags/memory-tags'
import { SimulatedTime } from './simulated-time'

const MEBIBYTE = 1024 * 1024

function engineWith(settings: Partial<EngineSettings>, entries?: EntryStore) {
  const time = new SimulatedTime()
  const tags = new MemoryTags(undefined, time.now)
  const events: CacheEvent[] = []
  const emit = (event: CacheEvent): void => void events.push(event)
  return { engine: new Engine({ tags, entries, settings, timers: time, emit }), tags, events, time }
}

const store = (bytes: number, tags: readonly string[] = []) => ({
  kind: 'F' as const,
  generate: async () => ({
    ...({ type: 'store', kind: 'F', revalidate: 60, expire: 60, tags } as const),
    body: Buffer.alloc(bytes),
  }),
})

const bypass = {
  kind: 'R' as const,
  generate: async () => ({ type: 'bypass', reason: 'set-cookie', live: 'own' }) as const,
}

describe('bounds', () => {
  it('H18 keep 16 MiB of fifty thousand entries of 10 kB', async () => {
    const { engine } = engineWith({ maxMemoryBytes: 16 * MEBIBYTE })
    for (let at = 0; at < 50_000; at++) await engine.get(`key ${at}`, store(10_000))
    expect(engine.memory.bytes).toBeLessThanOrEqual(16 * MEBIBYTE)
    expect(engine.memory.size).toBe(Math.floor((16 * MEBIBYTE) / 10_512))
    expect((await engine.get('key 49999', store(10_000))).state).toBe('HIT')
  })

  it('H18 remember ten thousand of two hundred thousand keys that cannot be shared', async () => {
    const { engine } = engineWith({})
    for (let at = 0; at < 200_000; at++) await engine.get(`key ${at}`, bypass)
    expect(engine.uncacheable.size).toBe(10_000)
    expect(engine.memory.size).toBe(0)
  })

  it('H18 forget all but ten thousand of a hundred thousand tags, and then hold for expired', async () => {
    const tags = new MemoryTags(10_000)
    const engine = new Engine({ tags })
    await engine.get('key', store(10, ['never invalidated']))
    for (let at = 0; at < 100_000; at++) tags.invalidate([`tag ${at}`])
    expect(tags.counts.size).toBe(10_000)
    expect((await engine.get('key', store(10))).state).toBe('MISS')
  })

  it('H18 serve a value that is too large, and store it nowhere', async () => {
    const put = jest.fn(async () => true)
    const entries: EntryStore = {
      available: () => true,
      isLocal: true,
      getOrLock: async () => ({ entry: undefined, lock: 'mine', fence: 1 }),
      put,
      renew: async () => {},
      unlock: async () => {},
    }
    const { engine, events } = engineWith({ maxEntryBytes: MEBIBYTE }, entries)
    const result = await engine.get('key', store(5 * MEBIBYTE))
    expect(result).toMatchObject({ state: 'MISS', discarded: true })
    await engine.idle()
    expect(engine.memory.size).toBe(0)
    expect(put).not.toHaveBeenCalled()
    expect(events).toContainEqual({ type: 'bypass', reason: 'too-large' })
  })

  it.each([
    [1024, true],
    [1025, false],
  ])('H18 keep a value with %i tags: %s', async (count, isKept) => {
    const { engine } = engineWith({})
    const tags = Array.from({ length: count }, (_, at) => `tag ${at}`)
    await engine.get('key', store(10, tags))
    expect(engine.memory.size).toBe(isKept ? 1 : 0)
  })

  it('H18 drop renewals beyond the queue; the next reader tries again', async () => {
    const { engine, tags, time, events } = engineWith({ maxBackground: 2, maxQueued: 3 })
    const keys = Array.from({ length: 10 }, (_, at) => `key ${at}`)
    for (const key of keys) await engine.get(key, store(10, ['all']))
    tags.invalidate(['all'], Number.POSITIVE_INFINITY)
    let runs = 0
    const slow = {
      kind: 'F' as const,
      async generate() {
        runs++
        await time.sleep(100)
        return store(10, ['all']).generate()
      },
    }
    for (const key of keys) await engine.get(key, slow)
    await time.pass(1000)
    expect(runs).toBe(5)
    expect(events.filter(({ type }) => type === 'queue-full')).toHaveLength(5)
    for (const key of keys) await engine.get(key, slow)
    await time.pass(1000)
    expect(runs).toBe(10)
  })
})

describe('the signal of a run', () => {
  it('is its own, so that nothing gathers at one that outlives them all', async () => {
    const { engine } = engineWith({})
    const signals = new Set<AbortSignal>()
    const request = {
      kind: 'R' as const,
      async generate({ signal }: { signal: AbortSignal }) {
        signals.add(signal)
        return bypass.generate()
      },
    }
    for (let at = 0; at < 5; at++) await engine.get('key', request)
    expect(signals.size).toBe(5)
  })

  it('aborts when the cache is closed, and is aborted from then on', async () => {
    const { engine, time } = engineWith({})
    const signals: AbortSignal[] = []
    const request = {
      kind: 'R' as const,
      async generate({ signal }: { signal: AbortSignal }) {
        signals.push(signal)
        await time.sleep(100)
        return store(10).generate()
      },
    }
    void engine.get('key', request)
    await time.settle()
    engine.close()
    void engine.get('other key', request)
    await time.pass(100)
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true])
    expect(String(signals[0]!.reason)).toContain('The cache was closed')
  })
})
