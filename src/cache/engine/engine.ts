/**
 * Get or generate: from memory, from a store outside, or by running user code once for everybody
 * who waits. What began before an invalidation is never given to somebody who came after it.
 */
import { DOMException } from '../../natives.js'
import type { Entry } from '../entry/entry.js'
import type { TagStore } from '../tags/tag-store.js'
import { Background } from './background.js'
import { classify } from './classify.js'
import { realTimers, type Timers } from './clock.js'
import type { EntryStore } from './entry-store.js'
import type { Emit } from './events.js'
import { beganBefore, Flights } from './flights.js'
import type { Request, Result } from './generated.js'
import { Loader, type LoaderParts, type Loading } from './loader.js'
import { Memory } from './memory.js'
import { OutOfStep } from './out-of-step.js'
import { Producer } from './producer.js'
import { DEFAULTS, type EngineSettings } from './settings.js'
import { Storing } from './storing.js'
import { Uncacheable } from './uncacheable.js'

/** Flights that one request joins before it helps itself. */
const MAX_JOINS = 4

export interface EngineParts {
  readonly tags: TagStore
  readonly entries?: EntryStore | undefined
  readonly settings?: Partial<EngineSettings>
  readonly timers?: Timers
  readonly emit?: Emit
  /** Default: memory of its own. */
  readonly memory?: Memory
  /** Settles when the tags are known for the first time; `undefined` once they are. */
  readonly starting?: () => Promise<unknown> | undefined
}

export class Engine {
  readonly memory: Memory
  readonly uncacheable: Uncacheable
  readonly #tags: TagStore
  readonly #settings: EngineSettings
  readonly #emit: Emit
  readonly #starting: EngineParts['starting']
  readonly #flights = new Flights()
  readonly #background: Background
  readonly #producer: Producer
  readonly #loader: Loader
  readonly #outOfStep: OutOfStep
  readonly #storing: Storing

  constructor(parts: EngineParts) {
    const { tags, entries, settings, timers = realTimers, emit = () => {} } = parts
    this.#tags = tags
    this.#settings = { ...DEFAULTS, ...settings }
    this.#emit = emit
    this.#starting = parts.starting
    const { maxMemoryBytes, maxEntryBytes, maxHitForMiss, hitForMissMs } = this.#settings
    this.memory = parts.memory ?? new Memory(maxMemoryBytes, maxEntryBytes)
    this.uncacheable = new Uncacheable(maxHitForMiss, hitForMissMs, () => tags.view.now())
    this.#background = new Background(this.#settings, () => emit({ type: 'queue-full' }))
    const { memory, uncacheable } = this
    const { maxTtlMs } = this.#settings
    this.#storing = new Storing({ tags, entries, memory, maxTtlMs, emit })
    const shared: LoaderParts = {
      ...{ tags, entries, memory, uncacheable, timers, emit },
      ...{ settings: this.#settings, storing: this.#storing },
    }
    this.#producer = new Producer(shared)
    this.#loader = new Loader(shared, this.#producer)
    this.#outOfStep = new OutOfStep(this.#producer)
  }

  /**
   * @param key - see `hashKey()`.
   * @throws what the run threw, for everybody who waited for it.
   */
  async get<Live>(key: string, request: Request<Live>): Promise<Result<Live>> {
    const { consistency, maxDisconnectedMs } = this.#settings
    const starting = this.#starting?.()
    if (starting !== undefined) await starting
    if (consistency === 'strict' && !(await this.#catchUp())) {
      return this.#outOfStep.get(key, request)
    }
    const held = this.memory.get(key)
    const worth = classify(held, this.#tags, request, maxDisconnectedMs)
    if (held === undefined || worth === 'none' || worth === 'expired') {
      return this.#notInMemory(key, request)
    }
    const state = worth === 'fresh' ? 'HIT' : 'STALE'
    const { entry, retryAfter } = held
    const known: Result<Live> = { state, tier: 'L1', entry, ...(retryAfter > 0 && { retryAfter }) }
    if (worth === 'stale') {
      const isDue = this.#tags.view.now() >= held.retryAfter
      if (request.renewsStale && isDue) return this.#renewed(key, request, known)
      if (isDue) this.#renewLater(key, request)
    }
    const type = worth === 'fresh' ? 'hit' : 'stale'
    this.#emit({ type, kind: request.kind, route: request.route, tier: 'L1' })
    return known
  }

  /**
   * What is fresh in memory, without waiting. `undefined` says nothing of what {@link Engine.get}
   * would give.
   */
  peek(key: string, asked: Omit<Request<never>, 'generate'>): Entry | undefined {
    const { consistency, maxDisconnectedMs } = this.#settings
    if (consistency === 'strict') return undefined
    const held = this.memory.get(key)
    if (classify(held, this.#tags, asked, maxDisconnectedMs) !== 'fresh') return undefined
    this.#emit({ type: 'hit', kind: asked.kind, route: asked.route, tier: 'L1' })
    return held!.entry
  }

  /** Resolves when nothing is being renewed or written. */
  async idle(): Promise<void> {
    await this.#background.idle()
    await this.#storing.idle()
  }

  /** Aborts what is being made. What waits for it is told by its signal. */
  close(): void {
    this.#background.clear()
    this.#producer.close(new DOMException('The cache was closed', 'AbortError'))
  }

  async #catchUp(): Promise<boolean> {
    try {
      await this.#tags.syncAfterNow()
      return true
    } catch {
      return false
    }
  }

  async #notInMemory<Live>(key: string, request: Request<Live>): Promise<Result<Live>> {
    if (this.uncacheable.has(key)) {
      this.#emit({ type: 'hit-for-miss' })
      return this.#producer.once(request)
    }
    const { manifest, epoch } = this.#tags.view
    for (let joins = 0; joins < MAX_JOINS; joins++) {
      const flight = this.#flights.get(key)
      if (flight === undefined) return this.#lead(key, request)
      const result = await flight.result
      if (result.state === 'BYPASS') return this.#producer.once(request)
      if (result.state === 'FAIL') return result
      const { entry } = result
      const isLate =
        beganBefore(entry, { manifest, epoch }) &&
        this.#tags.view.check(entry, request.tags) === 'expired'
      if (!isLate && !request.isOutdated?.(entry)) {
        return result.state === 'MISS' ? { ...result, live: undefined, collapsed: true } : result
      }
      this.#emit({ type: 'late-joiner' })
      this.#flights.leave(key, flight)
    }
    return this.#producer.once(request)
  }

  #lead<Live>(key: string, request: Request<Live>): Promise<Result<Live>> {
    this.#emit({ type: 'miss', kind: request.kind, route: request.route })
    return this.#flights.start(key, leave =>
      this.#loader.load(request, this.#loading(key, request, leave)),
    )
  }

  /** Something stale that becomes part of something new: used as it is only if renewing fails. */
  async #renewed<Live>(
    key: string,
    request: Request<Live>,
    known: Result<Live>,
  ): Promise<Result<Live>> {
    try {
      const result = await this.#notInMemory(key, request)
      return result.state === 'FAIL' ? known : result
    } catch {
      return known
    }
  }

  #renewLater<Live>(key: string, request: Request<Live>): void {
    this.#background.start(key, async () => {
      if (this.#flights.get(key) !== undefined) return
      const load = async (leave: () => void) => {
        const loading = this.#loading(key, request, leave)
        // Another process is at it: whoever joins meanwhile waits for that one.
        return (await this.#loader.renew(request, loading)) ?? this.#loader.load(request, loading)
      }
      // Its failure is an event, and concerns those who joined.
      await this.#flights.start(key, load).catch(() => {})
    })
  }

  #loading<Live>(key: string, request: Request<Live>, leave: () => void): Loading {
    const renew = (): void => {
      // What was found is on its way to those who wait; the renewal is another flight.
      leave()
      this.#renewLater(key, request)
    }
    return { key, leave, renew }
  }
}
