/**
 * The answer of a route in the making, where it may be stored: collects the tags and lives of what
 * the handler uses, and whether it looked at anything that varies between requests.
 */
import { RouteHandlersError } from '../../errors.js'
import type { Generation, Origin } from '../generation.js'
import type { StaticPolicy } from './route-policy.js'

const SEE_MORE =
  ' See more info here: https://nextjs.org/docs/app/building-your-application/rendering/static-and-dynamic#dynamic-rendering'

const NEVER = Number.POSITIVE_INFINITY

export interface RouteGenerationInit {
  readonly policy: StaticPolicy
  /** As messages name it: the path that was asked for. */
  readonly pathname: string
  readonly implicitTags: readonly string[]
  /** Seconds after which an answer is not used any more. */
  readonly expireTime: number
  /** Nobody waits for it. */
  readonly background: boolean
  /** Told when the answer turns out to be for one request. */
  readonly onDynamic: () => void
}

export class RouteGeneration implements Generation {
  readonly #init: RouteGenerationInit
  readonly #tags: Set<string>
  #revalidate: number
  #expire: number
  #isDynamic = false
  #usesCached = false

  constructor(init: RouteGenerationInit) {
    this.#init = init
    this.#tags = new Set(init.implicitTags)
    this.#revalidate = init.policy.revalidate
    this.#expire = NEVER
  }

  /** `'force-static'` hides what varies, `'error'` refuses it, `'auto'` takes note. */
  get visibility(): StaticPolicy['visibility'] {
    return this.#init.policy.visibility
  }

  get isDynamic(): boolean {
    return this.#isDynamic
  }

  /** Whether something was used that is cached by itself. */
  get usesCached(): boolean {
    return this.#usesCached
  }

  absorb({ tags, life }: Origin): void {
    this.#usesCached = true
    for (const tag of tags) this.#tags.add(tag)
    this.#revalidate = Math.min(this.#revalidate, life.revalidate)
    this.#expire = Math.min(this.#expire, life.expire)
  }

  /**
   * Told of everything that varies between requests, before it is given out.
   *
   * @param expression - as messages name it: `headers()`, `request.url`.
   * @throws RouteHandlersError `RH_NOT_SUPPORTED` where the route says `dynamic = 'error'`.
   * @throws MadeDynamic in the background, where there is no request.
   */
  touch(expression: string): void {
    if (this.visibility !== 'force-static') this.refuse(expression)
  }

  /**
   * Told of what a stored answer must not do, whatever the route says.
   *
   * @param expression - as messages name it: `revalidateTag("posts")`.
   * @throws as {@link touch} does.
   */
  refuse(expression: string): void {
    if (!this.#isDynamic) this.#init.onDynamic()
    this.#isDynamic = true
    if (this.visibility === 'error') {
      const { pathname } = this.#init
      const more = /^(?:request|nextUrl)\b/.test(expression) ? '' : SEE_MORE
      throw new RouteHandlersError(
        'RH_NOT_SUPPORTED',
        `Route ${pathname} with \`dynamic = "error"\` couldn't be rendered statically because it used \`${expression}\`.${more}`,
      )
    }
    if (this.#init.background) throw new MadeDynamic(expression)
  }

  get tags(): readonly string[] {
    return [...this.#tags]
  }

  /** Seconds. An answer that is for ever, and holds nothing that is not, has no end. */
  get life(): { readonly revalidate: number; readonly expire: number } {
    const { expireTime } = this.#init
    const isForEver = this.#revalidate === NEVER && this.#expire === NEVER
    const expire = isForEver ? NEVER : Math.min(this.#expire, expireTime)
    return { revalidate: this.#revalidate, expire }
  }
}

/** Ends a run in the background whose handler turns out to need a request. No error of anybody. */
export class MadeDynamic extends Error {
  override readonly name = 'MadeDynamic'

  constructor(expression: string) {
    super(`A stored answer cannot be renewed: its handler used ${expression}`)
  }
}
