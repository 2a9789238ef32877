/**
 * The key of a stored answer: the SHA-256 of a tuple. What varies between two requests of a route
 * is little, so the rest of the tuple is written once. Query, host and headers are no part of it.
 */
import { createHash } from 'node:crypto'
import type { KeyPart } from '../cache/entry/key.js'
import type { Match, Params } from '../router/route.js'

export interface RouteKeyParts {
  readonly compat: 14 | 15 | 16
  readonly buildId: string
  readonly appId: string
  /** Where the routes are mounted: `/api`, or empty. */
  readonly mount: string
}

export class RouteKey {
  /** The tuple up to the parameters, as JSON. */
  readonly #start: string
  /** For a route without parameters and a cache without tenants. */
  readonly #only: string | undefined

  /** @param file - below the directory of the routes, without extension: `p/[id]/route`. */
  constructor({ compat, buildId, appId, mount }: RouteKeyParts, file: string, hasParams: boolean) {
    const tuple: KeyPart[] = ['v1', 'R', compat, buildId, appId, mount, file]
    this.#start = JSON.stringify(tuple).slice(0, -1)
    this.#only = hasParams ? undefined : this.#hash(undefined, '')
  }

  /** The same as `hashKey()` of the whole tuple. */
  of({ params }: Pick<Match, 'params'>, tenant: string): string {
    if (this.#only !== undefined && tenant === '') return this.#only
    return this.#hash(params, tenant)
  }

  #hash(params: Params | undefined, tenant: string): string {
    const text = `${this.#start},${jsonOf(params)},${JSON.stringify(tenant)}]`
    return createHash('sha256').update(text).digest('base64url')
  }
}

/** Names in their order; an absent catch-all is no empty one. */
function jsonOf(params: Params = {}): string {
  const names = Object.keys(params).sort()
  const members = names.map(name => `${JSON.stringify(name)}:${JSON.stringify(params[name])}`)
  return `{${members.join(',')}}`
}
