import { Engine, type EngineParts } from '../../../../src/cache/engine/engine'
import type { CacheEvent } from '../../../../src/cache/engine/events'
import type { Result } from '../../../../src/cache/engine/generated'
import { MemoryTags } from '../../../../src/cache/tags/memory-tags'
import { Origin, type OriginOptions } from './origin'
import { SimulatedTime } from './simulated-time'

function setUp(options: OriginOptions = {}, settings: EngineParts['settings'] = {}) {
  const time = new SimulatedTime()
  const tags = new MemoryTags(undefined, time.now)
  const events: CacheEvent[] = []
  const engine = new Engine({ tags, settings, timers: time, emit: event => events.push(event) })
  const origin = new Origin(time, { takes: 100, ...options })
  const get = (key = 'key') => engine.get(key, origin.request({ tags: ['implicit'] }))
  return { time, tags, events, engine, origin, get }
}

const shown = (result: Result<string>): string => {
  if (result.state === 'BYPASS') return `BYPASS ${result.live}`
  if (result.state === 'FAIL') return `FAIL ${result.answer.status}`
  return `${result.state} ${result.entry.body}`
}

/** Runs a request to its end, with as much time as it takes. */
async function answered(
  time: SimulatedTime,
  request: Promise<Result<string>>,
  ms = 100,
): Promise<string> {
  const outcome = request.then(shown, (error: Error) => `threw ${error.message}`)
  await time.pass(ms)
  return outcome
}

describe('the engine, alone in its process', () => {
  it('runs the first request and answers the next from memory', async () => {
    const { time, get, origin } = setUp()
    expect(await answered(time, get())).toBe('MISS v1')
    expect(await answered(time, get(), 0)).toBe('HIT v1')
    expect(origin.calls).toBe(1)
  })

  it('H10 runs once for fifty that ask at the same time', async () => {
    const { time, get, origin } = setUp()
    const all = Array.from({ length: 50 }, () => get())
    await time.pass(100)
    const results = await Promise.all(all)
    expect(new Set(results.map(shown))).toEqual(new Set(['MISS v1']))
    expect(results.filter(result => result.state === 'MISS' && !result.collapsed)).toHaveLength(1)
    expect(origin.calls).toBe(1)
  })

  it('serves what is stale and renews it once meanwhile', async () => {
    const { time, get, origin } = setUp({ revalidate: 10 })
    await answered(time, get())
    await time.pass(10_000)
    origin.version = 2
    expect(await answered(time, get(), 0)).toBe('STALE v1')
    expect(await answered(time, get(), 0)).toBe('STALE v1')
    await time.pass(100)
    expect(await answered(time, get(), 0)).toBe('HIT v2')
    expect(origin.calls).toBe(2)
  })

  it('waits for a new value where the old one has expired', async () => {
    const { time, get, origin } = setUp({ revalidate: 10, expire: 20 })
    await answered(time, get())
    await time.pass(20_000)
    origin.version = 2
    expect(await answered(time, get())).toBe('MISS v2')
  })

  it.each([
    ['a tag of the value', 'own'],
    ['a tag of the reader', 'implicit'],
  ])('waits for a new value after %s was invalidated', async (_, tag) => {
    const { time, get, tags, origin } = setUp({ tags: ['own'] })
    await answered(time, get())
    origin.version = 2
    await tags.invalidate([tag])
    expect(await answered(time, get())).toBe('MISS v2')
  })

  it('serves the old value after a soft invalidation, until its grace is over', async () => {
    const { time, get, tags, origin } = setUp({ tags: ['own'], takes: 5000 })
    await answered(time, get(), 5000)
    origin.version = 2
    await tags.invalidate(['own'], 2)
    expect(await answered(time, get(), 1999)).toBe('STALE v1')
    await time.pass(1)
    expect(await answered(time, get(), 5000)).toBe('MISS v2')
  })

  it('N2 keeps expired what a later soft invalidation concerns too', async () => {
    const { time, get, tags, origin } = setUp({ tags: ['own'] })
    await answered(time, get())
    origin.version = 2
    await tags.invalidate(['own'])
    await tags.invalidate(['own'], 60)
    expect(await answered(time, get())).toBe('MISS v2')
  })

  it('H14 stores nothing that was invalidated while it was made', async () => {
    const { time, get, tags, origin } = setUp({ tags: ['own'] })
    const first = get()
    await time.pass(50)
    origin.version = 2
    await tags.invalidate(['own'])
    await time.pass(50)
    expect(await first).toMatchObject({ state: 'MISS', discarded: true })
    expect(await answered(time, get())).toBe('MISS v2')
  })

  it('H15 gives who comes after an invalidation nothing that was begun before it', async () => {
    const { time, get, tags, origin, events } = setUp({ tags: ['own'] })
    const early = get()
    await time.pass(50)
    origin.version = 2
    await tags.invalidate(['own'])
    const late = get()
    await time.pass(200)
    expect(shown(await early)).toBe('MISS v1')
    expect(shown(await late)).toBe('MISS v2')
    expect(await answered(time, get(), 0)).toBe('HIT v2')
    expect(events).toContainEqual({ type: 'late-joiner' })
  })

  it('H11 shares no result that concerns one request, and lets nobody wait for another', async () => {
    const { time, get, origin } = setUp()
    origin.behaviour = 'bypass'
    const first = Array.from({ length: 4 }, () => get())
    await time.pass(200)
    const lives = (await Promise.all(first)).map(shown)
    expect(new Set(lives).size).toBe(4)
    const second = Array.from({ length: 4 }, () => get())
    await time.pass(100)
    await Promise.all(second)
    expect(origin.calls).toBe(8)
    expect(origin.mostRunning).toBeGreaterThanOrEqual(4)
  })

  it('makes its peace with a key again when it has not been seen uncacheable for a while', async () => {
    const { time, get, origin } = setUp()
    origin.behaviour = 'bypass'
    await answered(time, get())
    origin.behaviour = 'store'
    await time.pass(120_001)
    expect(await answered(time, get())).toBe('MISS v1')
    expect(await answered(time, get(), 0)).toBe('HIT v1')
  })

  it('removes a value whose renewal turned out to concern one request', async () => {
    const { time, get, origin, engine } = setUp({ revalidate: 10 })
    await answered(time, get())
    await time.pass(10_000)
    origin.behaviour = 'bypass'
    expect(await answered(time, get(), 100)).toBe('STALE v1')
    expect(engine.memory.size).toBe(0)
  })

  it('H12 keeps the last good value while renewing fails, and pauses between attempts', async () => {
    const { time, get, origin, events } = setUp({ revalidate: 10 })
    await answered(time, get())
    await time.pass(10_000)
    origin.behaviour = 'throw'
    expect(await answered(time, get(), 100)).toBe('STALE v1')
    expect(await answered(time, get(), 9_000)).toBe('STALE v1')
    expect(origin.calls).toBe(2)
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'generate-error', keptOld: true }),
    )
    await time.pass(1_000)
    origin.behaviour = 'store'
    origin.version = 2
    await answered(time, get(), 100)
    expect(await answered(time, get(), 0)).toBe('HIT v2')
  })

  it('N10 serves no expired value when making a new one fails', async () => {
    const { time, get, tags, origin } = setUp({ tags: ['own'] })
    await answered(time, get())
    await tags.invalidate(['own'])
    origin.behaviour = 'throw'
    expect(await answered(time, get())).toBe('threw origin down')
    origin.behaviour = 'fail'
    expect(await answered(time, get())).toBe('FAIL 503')
  })

  it('gives everybody who waited the failure, stores it not, and tries again', async () => {
    const { time, get, origin } = setUp()
    origin.behaviour = 'fail'
    const all = [get(), get(), get()]
    await time.pass(100)
    expect((await Promise.all(all)).map(shown)).toEqual(['FAIL 503', 'FAIL 503', 'FAIL 503'])
    expect(origin.calls).toBe(1)
    origin.behaviour = 'store'
    expect(await answered(time, get())).toBe('MISS v1')
  })

  it('H29 renews a thousand keys of one tag thirty-two at a time', async () => {
    const { time, get, tags, origin } = setUp({ tags: ['all'] })
    for (let at = 0; at < 1000; at++) void get(`key ${at}`)
    await time.pass(100)
    origin.mostRunning = 0
    await tags.invalidate(['all'], Number.POSITIVE_INFINITY)
    for (let at = 0; at < 1000; at++) void get(`key ${at}`)
    await time.pass(5000)
    expect(origin.mostRunning).toBe(32)
    expect(origin.calls).toBe(2000)
  })

  it('lets nobody wait any longer for a run that takes too long', async () => {
    const { time, get, origin } = setUp({ takes: 1e9 }, { generateTimeoutMs: 1000 })
    void get()
    await time.pass(1000)
    void get()
    await time.pass(1)
    expect(origin.calls).toBe(2)
  })

  it('renews what is stale before it becomes part of something new', async () => {
    const { time, get, engine, origin } = setUp({ revalidate: 10 })
    await answered(time, get())
    await time.pass(10_000)
    origin.version = 2
    const inner = () => engine.get('key', origin.request({ renewsStale: true }))
    expect(await answered(time, inner())).toBe('MISS v2')
    await time.pass(10_000)
    origin.behaviour = 'throw'
    expect(await answered(time, inner())).toBe('STALE v2')
  })

  it('H18 keeps no more bytes than it may', async () => {
    const { engine, time } = setUp()
    const small = new Engine({
      tags: new MemoryTags(undefined, time.now),
      settings: { maxMemoryBytes: 100_000, maxEntryBytes: 20_000 },
      timers: time,
    })
    const body = Buffer.alloc(10_000)
    const generate = async () =>
      ({ type: 'store', kind: 'F', tags: [], revalidate: 60, expire: 60, body }) as const
    for (let at = 0; at < 50; at++) await small.get(`key ${at}`, { kind: 'F', generate })
    expect(small.memory.bytes).toBeLessThanOrEqual(100_000)
    expect(small.memory.size).toBeGreaterThan(5)
    engine.close()
  })
})
