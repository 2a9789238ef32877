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

/**
 * Modules whose handler was seen waiting for something that is not cached. They stay dynamic, as
 * after a build of Next.js: what a handler has remembered since, and gives at once, is not cached.
 */
const waiting = new WeakSet<object>()

const NO_TURN: Turn = { isOver: true }

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
  if (waiting.has(module)) return (await make(NO_TURN)).made
  const turn = await nextTurn()
  const { made, usesCachedOnly } = await make(turn)
  if (!isLate(made, turn)) return made
  if (!usesCachedOnly) {
    waiting.add(module)
    return made
  }
  const second = await nextTurn()
  // Whatever goes wrong now, there is an answer.
  const again = (await make(second).catch(() => undefined))?.made
  if (again?.type === 'store') {
    discard(made.live)
    return again
  }
  if (again?.type === 'bypass') discard(again.live)
  if (again && isLate(again, second)) waiting.add(module)
  return made
}

type Bypass<Live> = Generated<Live> & { readonly type: 'bypass' }

function isLate<Live>(made: Generated<Live>, turn: Turn): made is Bypass<Live> {
  return made.type === 'bypass' && made.reason === 'dynamic' && turn.isOver
}
