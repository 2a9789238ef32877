/**
 * Some processes, one server, a network that delays, loses and reorders, and schedules drawn from
 * a seed. What is promised must hold in all of them.
 */
import { Engine } from '../../../../src/cache/engine/engine'
import type { Generated, Result } from '../../../../src/cache/engine/generated'
import { InvalidationQueuedError } from '../../../../src/cache/tags/invalidation-queued-error'
import { verdictOf } from '../../../../src/cache/tags/record'
import { SharedTags } from '../../../../src/cache/tags/shared-tags'
import { randomOf } from './random'
import { type Network, SimulatedServer } from './simulated-server'
import { SimulatedTime } from './simulated-time'

const SYNC_MS = 1000
const KEYS = ['a', 'b', 'c']
/** What the clocks of processes may differ by, and a grace is counted anew after a lost reply. */
const MARGIN_MS = 2500

interface World {
  readonly consistency: 'bounded' | 'strict'
  readonly network: Network
  readonly nodes: number
  /** From 0 to 1: how often what was made turns out to concern one request. */
  readonly bypassed?: number
}

interface Read {
  readonly node: number
  readonly key: string
  readonly from: number
  version?: number
  state?: string
}

/** What one request is given of a run that concerned it alone. */
interface Live {
  readonly run: number
  readonly version: number
}

interface Told {
  readonly node: number
  readonly key: string
  readonly version: number
  /** When the old value must be gone: the invalidation was acknowledged, and its grace is over. */
  at?: number
  reached?: boolean
}

class Simulation {
  readonly time: SimulatedTime
  readonly server: SimulatedServer
  readonly reads: Read[] = []
  readonly told: Told[] = []
  readonly versions = new Map(KEYS.map(key => [key, 1]))
  readonly making = new Map<string, number>()
  readonly nodes: { engine: Engine; tags: SharedTags }[] = []
  /** Runs whose result concerned one request, once for each request that was given it. */
  readonly given: number[] = []
  mostMaking = 0
  failures: unknown[] = []
  readonly #random: () => number
  readonly #bypassed: number
  readonly #work: Promise<unknown>[] = []
  #runs = 0

  constructor(seed: number, { consistency, network, nodes, bypassed = 0 }: World) {
    this.#random = randomOf(seed)
    this.#bypassed = bypassed
    this.time = new SimulatedTime(this.#random)
    this.server = new SimulatedServer(this.time, network)
    for (let at = 0; at < nodes; at++) {
      const tags = new SharedTags(this.server.authority(), {
        maxQueuedTags: 1000,
        syncIntervalMs: SYNC_MS,
        timers: this.time,
        clock: this.time.now,
        emit: () => {},
      })
      const entries = this.server.entries()
      const engine = new Engine({ tags, entries, settings: { consistency }, timers: this.time })
      this.nodes.push({ engine, tags })
    }
  }

  /** @param steps - reads, and now and then a change of what was read. */
  async run(steps: number, changes = 0.1): Promise<void> {
    for (const { tags } of this.nodes) this.#work.push(tags.start())
    await this.time.pass(10 * SYNC_MS)
    for (let step = 0; step < steps; step++) {
      const node = Math.floor(this.#random() * this.nodes.length)
      const key = KEYS[Math.floor(this.#random() * KEYS.length)]!
      this.#work.push(this.#random() < changes ? this.#change(node, key) : this.#read(node, key))
      await this.time.pass(this.#random() * 100)
    }
    this.server.network.loss = 0
    await this.time.pass(60_000)
    await Promise.all(this.#work)
  }

  async #change(node: number, key: string): Promise<void> {
    const version = this.versions.get(key)! + 1
    this.versions.set(key, version)
    const told: Told = { node, key, version }
    this.told.push(told)
    const expire = this.#random() < 0.3 ? 2 : undefined
    const end = expire ? this.time.now() + expire * 1000 + MARGIN_MS : 0
    try {
      await this.nodes[node]!.tags.invalidate([key], expire)
      told.reached = true
    } catch (error) {
      if (!(error instanceof InvalidationQueuedError)) throw error
      told.reached = false
    }
    told.at = Math.max(this.time.now(), end)
  }

  async #read(node: number, key: string): Promise<void> {
    const read: Read = { node, key, from: this.time.now() }
    this.reads.push(read)
    const { engine } = this.nodes[node]!
    try {
      const result: Result<Live> = await engine.get(key, {
        kind: 'R',
        generate: () => this.#generate(key),
      })
      if (result.state === 'FAIL') throw new Error(result.state)
      read.state = result.state
      if (result.state !== 'BYPASS') read.version = Number(result.entry.body)
      else {
        read.version = result.live.version
        this.given.push(result.live.run)
      }
    } catch (error) {
      this.failures.push(error)
    }
  }

  async #generate(key: string): Promise<Generated<Live>> {
    const version = this.versions.get(key)!
    const run = ++this.#runs
    const making = (this.making.get(key) ?? 0) + 1
    this.making.set(key, making)
    this.mostMaking = Math.max(this.mostMaking, making)
    await this.time.sleep(this.#random() * 500)
    this.making.set(key, this.making.get(key)! - 1)
    if (this.#bypassed > 0 && this.#random() < this.#bypassed) {
      return { type: 'bypass', reason: 'set-cookie', live: { run, version } }
    }
    const body = Buffer.from(String(version))
    return { type: 'store', kind: 'R', tags: [key], revalidate: 5, expire: 60, body }
  }

  /** Reads that were given something older than an invalidation that they came after. */
  outdated(promised: (told: Told, read: Read) => boolean): unknown[] {
    return this.reads.flatMap(read =>
      this.told
        .filter(told => told.key === read.key && told.at !== undefined)
        .filter(told => promised(told, read) && read.version! < told.version)
        .map(told => ({ read, told })),
    )
  }

  stop(): void {
    for (const { engine, tags } of this.nodes) {
      engine.close()
      tags.close()
    }
  }
}

const sameNode = (told: Told, read: Read) => told.node === read.node && read.from > told.at!
const anyNode = (told: Told, read: Read) => told.reached === true && read.from > told.at!

const COUNT = Number(process.env['RH_SIMULATIONS'] ?? 25)
const seeds = Array.from({ length: COUNT }, (_, at) => 1 + at * 7919)

async function simulated(seed: number, world: World, steps = 120): Promise<Simulation> {
  const simulation = new Simulation(seed, world)
  await simulation.run(steps)
  simulation.stop()
  return simulation
}

describe.each(seeds)('processes that share a server, seed %i', seed => {
  it('give nobody what is older than an invalidation in the same process', async () => {
    const network = { delay: 40, messageDelay: 2000, loss: 0.2 }
    const run = await simulated(seed, { consistency: 'bounded', network, nodes: 3 })
    expect(run.failures).toEqual([])
    expect(run.outdated(sameNode)).toEqual([])
  })

  it.each(['bounded', 'strict'] as const)(
    'give nobody what is older where most is invalidated while it is made, %s',
    async consistency => {
      const network = { delay: 40, messageDelay: 2000, loss: 0.2 }
      const simulation = new Simulation(seed, { consistency, network, nodes: 3 })
      await simulation.run(120, 0.5)
      simulation.stop()
      expect(simulation.outdated(consistency === 'strict' ? anyNode : sameNode)).toEqual([])
      expect(simulation.failures).toEqual([])
    },
  )

  it('see the invalidation of another after one poll at the latest', async () => {
    const network = { delay: 40, messageDelay: 10_000, loss: 0 }
    const run = await simulated(seed, { consistency: 'bounded', network, nodes: 3 })
    const poll = SYNC_MS * 1.1 + 40 * 2 * 8
    expect(
      run.outdated((told, read) => anyNode(told, read) && read.from > told.at! + poll),
    ).toEqual([])
    expect(run.failures).toEqual([])
  })

  it('give nobody what is older when the server has lost everything', async () => {
    const network = { delay: 40, messageDelay: 2000, loss: 0.1 }
    const simulation = new Simulation(seed, { consistency: 'bounded', network, nodes: 3 })
    simulation.time.after(13_000, () => simulation.server.flush('second'))
    simulation.time.after(15_000, () => simulation.server.flush('third'))
    await simulation.run(120)
    simulation.stop()
    expect(simulation.outdated(sameNode)).toEqual([])
    expect(simulation.failures).toEqual([])
  })

  it('see it at once where they ask before every read', async () => {
    const network = { delay: 40, messageDelay: 2000, loss: 0.1 }
    const run = await simulated(seed, { consistency: 'strict', network, nodes: 3 })
    expect(run.outdated(anyNode)).toEqual([])
    expect(run.failures).toEqual([])
  })

  it('run once for a key at a time while the server answers', async () => {
    const network = { delay: 10, messageDelay: 20, loss: 0 }
    const world = { consistency: 'bounded', network, nodes: 4 } as const
    const simulation = new Simulation(seed, world)
    await simulation.run(120, 0)
    simulation.stop()
    expect(simulation.mostMaking).toBe(1)
  })

  it('give what concerns one request to that one', async () => {
    const network = { delay: 40, messageDelay: 2000, loss: 0.1 }
    const world = { consistency: 'bounded', network, nodes: 3, bypassed: 0.5 } as const
    const run = await simulated(seed, world)
    expect(run.given.length).toBeGreaterThan(0)
    expect(new Set(run.given).size).toBe(run.given.length)
    expect(run.outdated(sameNode)).toEqual([])
    expect(run.failures).toEqual([])
  })

  it('know the same when it has been quiet for a while', async () => {
    const network = { delay: 40, messageDelay: 5000, loss: 0.3 }
    const { nodes, server } = await simulated(seed, { consistency: 'bounded', network, nodes: 4 })
    for (const { tags } of nodes) {
      expect(tags.view.manifest).toBe(server.manifest)
      expect(tags.view.epoch).toBe(server.epoch)
      for (const [tag, record] of server.records) {
        for (let epoch = 0; epoch <= server.epoch; epoch++) {
          const [own, told] = [tags.view.record(tag), record].map(of => verdictOf(of, epoch, 1e9))
          expect(own).toBe(told)
        }
      }
      expect(tags.queue.size).toBe(0)
    }
  })
})
