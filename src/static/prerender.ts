/**
 * Cache Components: an answer is stored if its handler was done within one turn. One that waited
 * for cached values runs a second time, when they are there, as in Next.js; the first run has made
 * them, and the answer for the one who asked.
 */
import type { Generated } from '../cache/engine/generated.js'
import { nextTurn, type Turn } from './turn.js'

/** One run, and what it tells of itself. */
export interface Prerender<Live> {
  readonly made: Generated<Live>
  /** It looked at no request, and used values of the cache. */
  readonly usesCachedOnly: boolean
}

/** Modules whose handler waits for something else: seen once, it is not run twice any more. */
const waiting = new WeakSet<object>()

/**
 * @param module - that the handler is of.
 * @param discard - ends an answer that nobody gets.
 * @throws what the first run throws.
 */
export async function prerendered<Live>(
  module: object,
  make: (turn: Turn) => Promise<Prerender<Live>>,
  discard: (live: Live) => void,
): Promise<Generated<Live>> {
  const turn = await nextTurn()
  const { made, usesCachedOnly } = await make(turn)
  const mayBeSooner = made.type === 'bypass' && made.reason === 'dynamic' && turn.isOver
  if (!mayBeSooner || !usesCachedOnly || waiting.has(module)) return made
  const second = await nextTurn()
  // Whatever goes wrong now, there is an answer.
  const again = await make(second).catch(() => undefined)
  if (again?.made.type === 'store') {
    discard(made.live)
    return again.made
  }
  if (second.isOver) waiting.add(module)
  if (again?.made.type === 'bypass') discard(again.made.live)
  return made
}
