/**
 * A function that was given to `unstable_cache`. Its values are known by its text, the key parts
 * and the arguments, so that they survive a deployment; what it captured is no part of that.
 */
import { state } from '../../state.js'
import { currentRun, enterRun } from '../cached-run.js'
import { dataRequest } from '../data-request.js'
import type { Generated, Result } from '../engine/generated.js'
import { hashKey } from '../entry/key.js'
import { functionName } from '../function-name.js'
import { currentGeneration, type Generation, type Origin } from '../generation.js'
import type { Cache } from '../mount/cache.js'
import { requestCache } from '../request-cache.js'
import { runsInProgress } from '../runs-in-progress.js'
import { STORED_LIMIT } from '../tags.js'
import { taggedArguments } from '../type-tagged.js'
import { decodeJson, encodeJson } from './cached-json.js'
import { UnstableRun } from './unstable-run.js'

/** What `unstable_cache` was given, checked. */
export interface UnstableInit {
  readonly fn: (...args: never[]) => unknown
  readonly keyParts: readonly unknown[]
  /** Encoded. */
  readonly tags: readonly string[]
  /** Seconds; `Infinity` for until it is invalidated, `undefined` for the default. */
  readonly revalidate: number | undefined
}

/** Of a function that is told nothing. Next.js's default, seconds. */
const YEAR = 31_536_000
const NEVER = Number.POSITIVE_INFINITY
/** Seconds after which something is renewed that holds what could not be. */
const RETRY = 3

/** For the one who ran it: the value as it is, not as JSON has it. */
interface Live extends Origin {
  readonly value: unknown
}

type Meta = ReturnType<typeof metaOf>

export class UnstableFunction {
  readonly #init: UnstableInit
  readonly #meta: Meta

  constructor(init: UnstableInit) {
    this.#init = init
    this.#meta = metaOf(init)
  }

  /** @param cache - `undefined` where nothing is stored. */
  async call(args: readonly unknown[], cache: Cache | undefined): Promise<unknown> {
    const { tags, revalidate = NEVER } = this.#init
    const generation = currentGeneration()
    // Also of a call that fails: what makes do without it depends on it all the same.
    generation?.absorb({ tags, life: { revalidate, expire: NEVER } })
    if (cache === undefined || isBypassed()) return this.#callThrough(args, generation)
    const { text, copy } = taggedArguments(this.#meta, args)
    const key = this.#keyOf(text)
    const outer = currentRun()
    const runs = runsInProgress()
    // A function that calls itself with its own arguments would wait for itself.
    if (runs.isCircular(key, outer)) return this.#callThrough(copy(), generation)
    const generate = () => this.#generate(cache, key, copy())
    const request = dataRequest<Live>({ kind: 'U', tags, generate })
    const result = await runs.wait(key, outer, () => cache.engine.get(key, request))
    return this.#read(result, generation)
  }

  #keyOf(args: string): string {
    const { fn, keyParts } = this.#init
    const parts = taggedArguments(this.#meta, keyParts).text
    // In development: what the function uses may have been edited, and its text does not tell.
    const edits = state.edits > 0 ? [state.edits] : []
    return hashKey(['v1', 'U', String(fn), parts, args, ...edits])
  }

  /** @param key - under which its value will be stored. */
  async #run(args: readonly unknown[], key: string | symbol): Promise<Live> {
    const { fn, tags, revalidate = YEAR } = this.#init
    const run = new UnstableRun(this.#meta, { tags, revalidate })
    const body = async (): Promise<unknown> => Reflect.apply(fn, undefined, args)
    const value = await runsInProgress().make(key, run, () => enterRun(run, body))
    return { value, ...run.origin }
  }

  /** For its caller alone. */
  async #callThrough(
    args: readonly unknown[],
    generation: Generation | undefined,
  ): Promise<unknown> {
    const key = Symbol(this.#meta.name)
    const live = await runsInProgress().wait(key, currentRun(), () => this.#run(args, key))
    this.#tell(generation, live)
    return live.value
  }

  async #generate(cache: Cache, key: string, args: unknown[]): Promise<Generated<Live>> {
    const live = await this.#run(args, key)
    const isDev = requestCache()?.dev ?? false
    const body = encodeJson(live.value, functionName(this.#meta), isDev)
    const { tags, life } = live
    if (body === undefined) return { type: 'bypass', reason: 'value', live }
    if (life.revalidate === 0) return { type: 'bypass', reason: 'dynamic', live }
    if (tags.length > STORED_LIMIT) return { type: 'bypass', reason: 'too-many-tags', live }
    if (body.byteLength > cache.settings.maxEntryBytes) {
      return { type: 'bypass', reason: 'too-large', live }
    }
    return { type: 'store', kind: 'U', body, tags, ...life, live }
  }

  #read(result: Result<Live>, generation: Generation | undefined): unknown {
    if (result.state === 'FAIL') throw new TypeError('A cached function has no answer')
    if (result.state === 'BYPASS') {
      this.#tell(generation, result.live)
      return result.live.value
    }
    const { tags, revalidate, expire, body } = result.entry
    // What is stale all the same could not be renewed.
    const isLate = result.state === 'STALE'
    const life = { revalidate: isLate ? Math.min(revalidate, RETRY) : revalidate, expire }
    this.#tell(generation, { tags, life })
    return result.state === 'MISS' && result.live ? result.live.value : decodeJson(body)
  }

  /** What passes on is what somebody has said: the default of the function is nobody else's. */
  #tell(generation: Generation | undefined, { tags, life }: Origin): void {
    const isDefault = this.#init.revalidate === undefined && life.revalidate === YEAR
    const revalidate = isDefault ? NEVER : life.revalidate
    generation?.absorb({ tags, life: { ...life, revalidate } })
  }
}

/** Inside another one, which will be stored as a whole; and where the request says so. */
function isBypassed(): boolean {
  if (currentRun()?.form === 'unstable_cache') return true
  const current = requestCache()
  return current?.isDraft === true || current?.config.fetchCache === 'force-no-store'
}

/** For messages. */
function metaOf({ fn, keyParts }: UnstableInit) {
  const { name } = fn
  const form = 'unstable_cache' as const
  const file = `key parts ${JSON.stringify(keyParts)}`
  return { id: '', file, name, kind: 'default', parameters: 'rest' as const, form }
}
