/**
 * One turn of the event loop. A handler that is done within it has waited for nothing but what was
 * there already: no network, no file, no timer. That is how Next.js 16 tells what it may prerender
 * under Cache Components.
 */
import type { RouteGeneration } from '../cache/policy/route-generation.js'
import { setImmediate } from '../immediate.js'
import type { Ran } from './generated.js'

/** Seconds. What ends sooner is left out of answers by Next.js, and cached by itself alone. */
const SHORTEST = 300

export interface Turn {
  readonly isOver: boolean
}

/**
 * Resolves when a turn begins. Two immediates that are asked for together run one after the other:
 * between them is time for promises and `process.nextTick()`, and for nothing from outside.
 */
export function nextTurn(): Promise<Turn> {
  return new Promise(resolve => {
    const turn = { isOver: false }
    setImmediate(() => resolve(turn))
    setImmediate(() => {
      turn.isOver = true
    })
  })
}

/** What a run tells of itself that had one turn. */
export class RanInTurn implements Ran {
  readonly #generation: RouteGeneration
  readonly #turn: Turn
  readonly #status: number

  /** @param status - of the answer: a failure concerns everybody, however long it took. */
  constructor(generation: RouteGeneration, turn: Turn, status: number) {
    this.#generation = generation
    this.#turn = turn
    this.#status = status
  }

  get isDynamic(): boolean {
    const { isDynamic, life } = this.#generation
    if (isDynamic || this.#status >= 500 || this.#status === 429) return isDynamic
    return this.#turn.isOver || life.expire < SHORTEST
  }

  get tags(): Ran['tags'] {
    return this.#generation.tags
  }

  get life(): Ran['life'] {
    return this.#generation.life
  }
}
