/**
 * `generateStaticParams()` of one loaded route file: called when its list is first needed, once for
 * everybody who waits for it, and again only after a failure. The list lasts as long as the module.
 */
import { RouteHandlersError } from '../errors.js'
import type { Params, Route } from '../router/route.js'
import { type ParamsList, readParamsList } from './params-list.js'

/** Seconds that the function may take; Next.js allows a build as long for a page. */
const LONGEST = 60
/** Seconds between two calls of a function that fails, growing from one to the other. */
const PAUSE = [3, 30] as const

export interface StaticParamsInit {
  readonly route: Route
  /** `dynamicParams = false`: paths that are not listed do not exist. */
  readonly isClosed: boolean
  /** Calls the function, in a context of its own. */
  readonly generate: () => unknown
}

export class StaticParams {
  readonly #init: StaticParamsInit
  #known: ParamsList | undefined
  #running: Promise<ParamsList> | undefined
  #failure: { readonly error: unknown; readonly until: number } | undefined
  #pause: number = PAUSE[0]

  constructor(init: StaticParamsInit) {
    this.#init = init
  }

  /**
   * @throws what the function threw, for a while without calling it again.
   * @throws RouteHandlersError `RH_INVALID_EXPORT` for a list that is none; `RH_TIMEOUT`.
   */
  async list(): Promise<readonly Params[]> {
    return (await this.#load()).all
  }

  /** A promise only until the list is there. Rejects as {@link StaticParams.list} does. */
  has(params: Params): boolean | Promise<boolean> {
    if (this.#known !== undefined) return this.#known.has(params)
    return this.#load().then(list => list.has(params))
  }

  #load(): Promise<ParamsList> {
    if (this.#known !== undefined) return Promise.resolve(this.#known)
    if (this.#failure !== undefined && performance.now() < this.#failure.until) {
      return Promise.reject(this.#failure.error)
    }
    this.#running ??= this.#call().finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  async #call(): Promise<ParamsList> {
    const { route, isClosed, generate } = this.#init
    try {
      const returned = await inTime(generate, route)
      this.#known = readParamsList(returned, route, isClosed)
      return this.#known
    } catch (error) {
      this.#failure = { error, until: performance.now() + this.#pause * 1000 }
      this.#pause = Math.min(this.#pause * 2, PAUSE[1])
      throw error
    }
  }
}

/** One that never answers must not hold up its route for ever. */
async function inTime(generate: () => unknown, { pattern, file }: Route): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<never>((_, reject) => {
    const message = `generateStaticParams of route "${pattern}" gave nothing within ${LONGEST} s (${file})`
    const expire = () => reject(new RouteHandlersError('RH_TIMEOUT', message, { file }))
    timer = setTimeout(expire, LONGEST * 1000).unref()
  })
  try {
    return await Promise.race([(async () => generate())(), tooLong])
  } finally {
    clearTimeout(timer)
  }
}
