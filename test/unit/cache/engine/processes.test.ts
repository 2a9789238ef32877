/** Hazards of several processes on one server, one by one; `simulation.test.ts` mixes them. */
import { Engine } from '../../../../src/cache/engine/engine'
import type { CacheEvent } from '../../../../src/cache/engine/events'
import type { EngineSettings } from '../../../../src/cache/engine/settings'
import { SharedTags } from '../../../../src/cache/tags/shared-tags'
import { Origin, type OriginOptions } from './origin'
import { SimulatedServer } from './simulated-server'
import { SimulatedTime } from './simulated-time'

interface NodeOptions {
  /** What its clock is ahead. Milliseconds. */
  readonly skew?: number
  readonly settings?: Partial<EngineSettings>
}

async function setUp(nodes: readonly NodeOptions[], options: OriginOptions = {}) {
  const time = new SimulatedTime()
  const network = { delay: 2, messageDelay: 2, loss: 0 }
  const server = new SimulatedServer(time, network)
  const origin = new Origin(time, { takes: 100, tags: ['tag'], ...options })
  const processes = nodes.map(({ skew = 0, settings = {} }) => {
    const events: CacheEvent[] = []
    const emit = (event: CacheEvent): void => void events.push(event)
    const clock = () => time.now() + skew
    const timing = { maxQueuedTags: 100, syncIntervalMs: 1000, timers: time, clock }
    const tags = new SharedTags(server.authority(), { ...timing, emit })
    const entries = server.entries()
    const engine = new Engine({ tags, entries, settings, timers: time, emit })
    return { tags, engine, events }
  })
  const starting = processes.map(({ tags }) => tags.start())
  await time.pass(100)
  await Promise.all(starting)

  /** Asks one process, and lets as much time pass. */
  const read = async (at: number, ms = 200): Promise<string> => {
    const asked = processes[at]!.engine.get('key', origin.request())
    const shown = asked.then(result => {
      if (result.state === 'BYPASS' || result.state === 'FAIL') return result.state
      return `${result.state} ${result.entry.body}`
    })
    await time.pass(ms)
    return shown
  }
  const invalidate = async (at: number, expire?: number): Promise<void> => {
    const told = processes[at]!.tags.invalidate(['tag'], expire)
    // The reply is there, a message to another process may not be.
    await time.pass(4)
    await told
  }
  return { time, network, server, origin, processes, read, invalidate }
}

const MINUTES = 60_000

describe('processes that share a server', () => {
  it('H13 agree about ages when their clocks are wrong by ten minutes', async () => {
    const skewed = [{ skew: 10 * MINUTES }, { skew: -10 * MINUTES }]
    const { time, origin, processes, read, invalidate } = await setUp(skewed, { revalidate: 60 })
    expect(await read(0)).toBe('MISS v1')
    await time.pass(30_000)
    expect(await read(1)).toBe('HIT v1')
    const ages = processes.map(({ engine, tags }) => {
      return tags.view.now() - engine.memory.get('key')!.entry.time
    })
    for (const age of ages) expect(Math.abs(age - 30_300)).toBeLessThan(1000)
    await time.pass(31_000)
    origin.version = 2
    expect(await read(1)).toBe('STALE v1')
    expect(await read(0)).toBe('STALE v1')
    expect(await read(0)).toBe('HIT v2')
    expect(origin.calls).toBe(2)
    origin.version = 3
    await invalidate(1)
    await time.pass(10)
    expect(await read(0)).toBe('MISS v3')
  })

  it('H16 hear of an invalidation by message, and by the next poll where none comes', async () => {
    const { time, network, origin, read, invalidate } = await setUp([{}, {}])
    await read(0)
    await read(1)
    origin.version = 2
    await invalidate(0)
    await time.pass(10)
    expect(await read(1)).toBe('MISS v2')
    Object.assign(network, { messageDelay: 1e9 })
    origin.version = 3
    await invalidate(0)
    expect(await read(1, 0)).toBe('HIT v2')
    await time.pass(1200)
    expect(await read(1)).toBe('MISS v3')
  })

  it('H16 know of it at once where they ask before each read', async () => {
    const strict = { settings: { consistency: 'strict' } } as const
    const { network, origin, read, invalidate } = await setUp([{}, strict])
    Object.assign(network, { messageDelay: 1e9 })
    await read(1)
    expect(await read(1)).toBe('HIT v1')
    origin.version = 2
    await invalidate(0)
    expect(await read(1)).toBe('MISS v2')
  })

  it('H17 hold everything for expired when the server has lost its records', async () => {
    const { time, server, origin, read } = await setUp([{}, {}])
    await read(0)
    expect(await read(1)).toBe('HIT v1')
    const { slots } = server
    server.flush('second')
    // The entries came back, the invalidations did not.
    for (const [key, slot] of slots) server.slots.set(key, slot)
    await time.pass(1200)
    origin.version = 2
    expect(await read(0)).toBe('MISS v2')
    expect(await read(1)).toBe('HIT v2')
  })

  it('give who has waited what was begun since he came, also when it has been invalidated', async () => {
    const { time, server, processes, origin, read } = await setUp([{}, {}])
    const [first, second] = processes as [(typeof processes)[number], (typeof processes)[number]]
    const early = first.engine.get('key', origin.request())
    await time.pass(50)
    const waiting = second.engine.get('key', origin.request())
    await time.pass(40)
    // As soon as it is written, it is invalidated.
    const isWritten = () => server.slots.get('key')?.entry !== undefined
    while (!isWritten()) await time.pass(1)
    void second.tags.invalidate(['tag'])
    await time.pass(200)
    expect(await waiting).toMatchObject({ state: 'MISS', collapsed: true, discarded: true })
    expect((await early).state).toBe('MISS')
    expect(origin.calls).toBe(1)
    expect(second.engine.memory.size).toBe(0)
    expect(await read(1)).toBe('MISS v1')
    expect(origin.calls).toBe(2)
  })

  it('H26 refuse what a holder of the lock writes when a later one has written', async () => {
    const { time, network, origin, processes, read } = await setUp([{}, {}, {}], { takes: 10_000 })
    const [paused] = processes as [(typeof processes)[number]]
    const late = paused.engine.get('key', origin.request())
    await time.pass(100)
    // It is paused: nothing of what it sends arrives, so its lock ends.
    network.loss = 1
    await time.pass(4000)
    network.loss = 0
    await time.pass(10)
    const other = processes[1]!.engine.get('key', {
      kind: 'R',
      generate: async () => ({
        ...({ type: 'store', kind: 'R', tags: [], revalidate: 60, expire: 60 } as const),
        body: Buffer.from('newer'),
      }),
    })
    await time.pass(4000)
    expect(await other).toMatchObject({ state: 'MISS' })
    await time.pass(6000)
    await late
    await time.pass(100)
    expect(paused.events).toContainEqual({ type: 'fenced' })
    expect(await read(2)).toBe('HIT newer')
  })
})
