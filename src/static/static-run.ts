/** A request that waits for an answer of the cache, or for the run that makes it. */
import type { Result as Stored } from '../cache/engine/generated.js'
import type { Result, Running } from '../exchange.js'
import { createIncomingRequest } from '../handler/incoming.js'
import type { Compat } from '../next/scope.js'
import type { Leader } from './generation-exchange.js'
import type { Live } from './make-answer.js'

export interface StaticRunInit {
  readonly outcome: Promise<Stored<Live>>
  readonly client: Leader
  readonly compat: Compat
  /** @throws the error that the host is to see. */
  readonly answer: (stored: Stored<Live>) => Result
}

export class StaticRun implements Running {
  readonly kind = 'running'
  readonly outcome: Promise<Stored<Live>>
  readonly #init: StaticRunInit

  constructor(init: StaticRunInit) {
    this.outcome = init.outcome
    this.#init = init
  }

  returned(value: unknown): Result {
    try {
      return this.#init.answer(value as Stored<Live>)
    } catch (error) {
      return this.threw(error)
    }
  }

  /** Who is told of the error sees the request of each that waited, not that of the key. */
  threw(error: unknown): never {
    const { client, compat } = this.#init
    client.exchange.given ??= createIncomingRequest(client.parts, compat)
    throw error
  }
}
