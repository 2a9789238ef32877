/**
 * Makes values: stamps a run before it begins, and looks again before anything is stored, so that
 * an invalidation meanwhile is never overwritten by what it made invalid.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { DOMException } from '../../natives.js'
import { type Entry, type Stamp, sizeOf } from '../entry/entry.js'
import type { TagStore } from '../tags/tag-store.js'
import type { Timers } from './clock.js'
import type { Emit } from './events.js'
import type { BypassReason, Generated, Request, Result } from './generated.js'
import type { Lease } from './lease.js'
import type { Memory } from './memory.js'
import { Runs } from './runs.js'
import type { EngineSettings } from './settings.js'
import type { Storing } from './storing.js'
import type { Uncacheable } from './uncacheable.js'

/** Tags beyond which an entry is not stored. */
const MAX_TAGS = 1024

export interface ProducerParts {
  readonly tags: TagStore
  readonly memory: Memory
  readonly storing: Storing
  readonly uncacheable: Uncacheable
  readonly settings: EngineSettings
  readonly timers: Timers
  readonly emit: Emit
}

export interface Making {
  readonly key: string
  readonly background: boolean
  readonly lease?: Lease | undefined
  /** The run has taken too long: nobody is to wait for it any more. */
  readonly onTimeout: () => void
}

export class Producer {
  readonly #parts: ProducerParts
  readonly #runs = new Runs()
  /** Taken when the engine is made: no request's transaction or user reaches a shared value. */
  readonly #clean = AsyncLocalStorage.snapshot()

  constructor(parts: ProducerParts) {
    this.#parts = parts
  }

  close(reason: unknown): void {
    this.#runs.close(reason)
  }

  async make<Live>(request: Request<Live>, making: Making): Promise<Result<Live>> {
    const { tags, timers, settings, emit } = this.#parts
    const { view } = tags
    const stamp = { manifest: view.manifest, epoch: view.epoch, time: view.now() }
    const controller = this.#runs.begin()
    const callOff = timers.after(settings.generateTimeoutMs, () => {
      making.lease?.stop()
      making.onTimeout()
      controller.abort(new DOMException('Generating the value took too long', 'TimeoutError'))
    })
    const run = { signal: controller.signal, background: making.background }
    try {
      const made = await this.#clean(() => request.generate(run))
      const ms = view.now() - stamp.time
      const bytes = made.type === 'store' ? made.body.byteLength : 0
      emit({ type: 'generate', kind: request.kind, ms, bytes, background: making.background })
      return this.#settle(made, stamp, request, making)
    } catch (error) {
      this.#failed(error, request, making)
      throw error
    } finally {
      callOff()
      this.#runs.end(controller)
    }
  }

  /** For one request alone, in its own async context: nothing of it is shared or stored. */
  async once<Live>(request: Request<Live>): Promise<Result<Live>> {
    const { view } = this.#parts.tags
    const stamp = { manifest: view.manifest, epoch: view.epoch, time: view.now() }
    const made = await this.#alone(request)
    if (made.type === 'fail') return { state: 'FAIL', answer: made.answer }
    if (made.type === 'bypass') {
      this.#parts.emit({ type: 'bypass', route: request.route, reason: made.reason })
      return { state: 'BYPASS', reason: made.reason, live: made.live }
    }
    const { type: _, live, isKept: _kept, ...rest } = made
    const entry = { ...rest, ...stamp }
    return { state: 'MISS', entry, live, collapsed: false, discarded: true }
  }

  async #alone<Live>(request: Request<Live>): Promise<Generated<Live>> {
    const controller = this.#runs.begin()
    const run = { signal: controller.signal, background: false, alone: true }
    try {
      return await request.generate(run)
    } finally {
      this.#runs.end(controller)
    }
  }

  #settle<Live>(
    made: Generated<Live>,
    stamp: Stamp,
    request: Request<Live>,
    making: Making,
  ): Result<Live> {
    if (made.type === 'fail') {
      this.#failed(made.answer, request, making)
      return { state: 'FAIL', answer: made.answer }
    }
    if (made.type === 'bypass') return this.#bypassed(made, request, making)
    const { type: _, live, isKept = true, ...rest } = made
    const entry: Entry = { ...rest, ...stamp }
    const { tags, storing, emit } = this.#parts
    const refusal = this.#refusalOf(entry)
    const isStorable = isKept && refusal === undefined
    const kept = isStorable && tags.view.check(entry) !== 'expired'
    if (kept) storing.keep(entry, making.key, making.lease)
    else {
      if (refusal) emit({ type: 'bypass', route: request.route, reason: refusal })
      else emit({ type: 'discarded' })
      // What is not to be kept any more must not go on being served either.
      if (making.background && !isStorable) storing.drop(making.key, making.lease)
      else storing.release(making.lease)
    }
    return { state: 'MISS', entry, live, collapsed: false, discarded: !kept }
  }

  /** Why nobody has room for it, here or outside. */
  #refusalOf(entry: Entry): BypassReason | undefined {
    if (entry.tags.length > MAX_TAGS) return 'too-many-tags'
    return sizeOf(entry) > this.#parts.settings.maxEntryBytes ? 'too-large' : undefined
  }

  #bypassed<Live>(
    made: Extract<Generated<Live>, { type: 'bypass' }>,
    { route }: Request<Live>,
    making: Making,
  ): Result<Live> {
    const { emit, storing, uncacheable } = this.#parts
    const { key, lease, background } = making
    emit({ type: 'bypass', route, reason: made.reason })
    uncacheable.add(key)
    // What is no longer the same for everybody must not go on being served to them.
    if (background) storing.drop(key, lease)
    else storing.release(lease)
    return { state: 'BYPASS', reason: made.reason, live: made.live }
  }

  #failed<Live>(error: unknown, { kind }: Request<Live>, making: Making): void {
    const { memory, storing, tags, settings, emit } = this.#parts
    storing.release(making.lease)
    const held = memory.get(making.key)
    // An expired value is no substitute: an invalidation was acknowledged.
    const keptOld = held !== undefined && tags.view.check(held.entry) !== 'expired'
    if (keptOld) {
      const [min, max] = settings.backoffMs
      const { revalidate } = held.entry
      const pause = Math.min(Math.max(revalidate * 1000, min), max)
      held.retryAfter = tags.view.now() + pause
    }
    emit({ type: 'generate-error', kind, error, keptOld })
  }
}
