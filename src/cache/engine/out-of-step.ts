/**
 * Reads that must not miss an invalidation while nobody can tell of any: each is given what was
 * begun after it came. Those that come meanwhile share the next run, so that the origin is asked
 * once at a time.
 */
import { Turns } from '../turns.js'
import type { Request, Result } from './generated.js'
import type { Producer } from './producer.js'

export class OutOfStep {
  readonly #producer: Producer
  readonly #turns = new Map<string, Turns<Result<unknown>>>()

  constructor(producer: Producer) {
    this.#producer = producer
  }

  async get<Live>(key: string, request: Request<Live>): Promise<Result<Live>> {
    const turns = this.#turns.get(key) ?? new Turns<Result<unknown>>()
    this.#turns.set(key, turns)
    let own: Promise<Result<Live>> | undefined
    const run = (): Promise<Result<Live>> => {
      own = this.#producer.make(request, { key, background: false, onTimeout: () => {} })
      return own
    }
    try {
      const result = await turns.fresh(run)
      if (own !== undefined) return await own
      if (result.state === 'BYPASS') return await this.#producer.once(request)
      return result.state === 'MISS' ? { ...result, live: undefined, collapsed: true } : result
    } finally {
      if (turns.isIdle) this.#turns.delete(key)
    }
  }
}
