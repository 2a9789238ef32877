/** The value of one call of a cached function: from the cache, or by a run that is kept there. */
import type { OriginalFunction } from '../modules/use-cache/runtime-shape.js'
import { type CachedMeta, CachedRun, currentRun, enterRun } from './cached-run.js'
import { dataRequest } from './data-request.js'
import type { Engine } from './engine/engine.js'
import type { Generated, Result } from './engine/generated.js'
import type { Origin } from './generation.js'
import type { Cache } from './mount/cache.js'
import { runsInProgress } from './runs-in-progress.js'
import type { TaggedCall } from './type-tagged.js'
import { encodeValue } from './value-codec.js'

/** Yields the captured variables as they are now. */
export type Captures = () => readonly unknown[]

/** A value as it is kept, and what it brings along. */
export interface CachedValue extends Origin {
  readonly body: Buffer
}

/** What one run came to. */
interface Made extends CachedValue {
  readonly isKept: boolean
}

/** Seconds after which something is renewed that holds what could not be. */
const RETRY = 3

/** The value of a call: stored, of a run that somebody waits for already, or of a new one. */
export async function cachedValue(
  engine: Engine,
  { key }: TaggedCall,
  run: () => Promise<Made>,
): Promise<CachedValue> {
  const runs = runsInProgress()
  const outer = currentRun()
  // A function that calls itself with its own arguments would wait for itself.
  if (runs.isCircular(key, outer)) return runs.wait(key, outer, run)
  const request = dataRequest<never>({ kind: 'C', generate: async () => generated(await run()) })
  const result = await runs.wait(key, outer, () => engine.get(key, request))
  return read(result, request.renewsStale ?? false)
}

export function makeValue(
  cache: Cache,
  meta: CachedMeta,
  call: TaggedCall,
  captures: Captures,
  fn: OriginalFunction,
): Promise<Made> {
  const run = new CachedRun(meta, cache.settings)
  return runsInProgress().make(call.key, run, async () => {
    try {
      const value = await enterRun(run, () => Reflect.apply(fn, undefined, call.copyArguments()))
      const { origin } = run
      // Arguments are copies, captured variables are not: they may have changed while it ran.
      const isKept = origin.life.revalidate > 0 && call.hasCaptured(captures())
      return { body: encodeValue(value, meta), ...origin, isKept }
    } catch (error) {
      if (typeof error === 'object' && error !== null) failures.set(error, run.origin)
      throw error
    }
  })
}

/** What runs brought along that ended in an error: what makes do without the value depends on it. */
const failures = new WeakMap<object, Origin>()

/** For everybody who was given the error. */
export function originOfFailure(error: unknown): Origin | undefined {
  return typeof error === 'object' && error !== null ? failures.get(error) : undefined
}

function generated({ body, tags, life, isKept }: Made): Generated<never> {
  const { revalidate, expire } = life
  return { type: 'store', kind: 'C', body, tags, revalidate, expire, isKept }
}

/** @param mustBeNew - what is stale all the same could not be renewed. */
function read(result: Result<never>, mustBeNew: boolean): CachedValue {
  if (!('entry' in result)) throw new TypeError(`A cached function has no result ${result.state}`)
  const { body, tags, revalidate, expire } = result.entry
  const isLate = result.state === 'STALE' && mustBeNew
  const life = { revalidate: isLate ? Math.min(revalidate, RETRY) : revalidate, expire }
  return { body, tags, life }
}
