/**
 * The option `headers`: the table that `headers()` of a next.config returns. Rules are applied in
 * their order before anything else is asked; a later field of the same name wins, `set-cookie` and
 * `vary` are joined.
 */
import { validateHeaderValue } from 'node:http'
import type { AheadHead } from '../http/response/ahead.js'
import { readHead } from '../http/response/head.js'
import { Headers, Response } from '../natives.js'
import { type Asked, type Conditions, captured } from './conditions.js'
import { fillIn, rulePattern, type SourceParams } from './path-pattern.js'

/**
 * Response headers for the paths that `source` stands for.
 *
 * @example
 * { source: '/api/:path*', headers: [{ key: 'access-control-allow-origin', value: '*' }] }
 */
export interface HeaderRule extends Conditions {
  /** A path below the mount in the grammar of path-to-regexp 6: `/users/:id`, `/:path*`. */
  readonly source: string
  /** `:name` stands for what `source` or `has` has captured. */
  readonly headers: readonly { readonly key: string; readonly value: string }[]
  /** `false`: `source` is the path as the client sent it, where the routes are mounted included. */
  readonly basePath?: false
  /** Without meaning here, as there are no locales; what a next.config has may be taken over. */
  readonly locale?: false
}

/** Where a request leads, to those who match paths. */
export interface Place {
  /** Raw path below the mount. */
  readonly path: string
  /** The same as the client sent it. */
  readonly full: string
}

export class HeaderRules {
  readonly #rules: readonly { rule: HeaderRule; match: ReturnType<typeof rulePattern> }[]

  /** @param rules - checked. */
  constructor(rules: readonly HeaderRule[]) {
    this.#rules = rules.map(rule => ({ rule, match: rulePattern(rule.source) }))
  }

  /** Whether there is a rule for the path; what else the request brings is not looked at. */
  concern(place: Place): boolean {
    return this.#rules.some(({ rule, match }) => match(subjectOf(rule, place)) !== undefined)
  }

  headFor(place: Place, asked: Asked): AheadHead | undefined {
    const headers = new Headers()
    for (const { rule, match } of this.#rules) {
      const params = match(subjectOf(rule, place))
      const more = params && captured(rule, asked)
      if (more) apply(rule, { ...params, ...more }, headers)
    }
    return headers.keys().next().done ? undefined : readHead(new Response(null, { headers }))
  }
}

/** A slash at the end is none to us, unlike to the patterns. */
function subjectOf({ basePath }: HeaderRule, { path, full }: Place): string {
  const subject = basePath === false ? full : path
  return subject.length > 1 && subject.endsWith('/') ? subject.slice(0, -1) : subject
}

function apply({ headers: fields }: HeaderRule, params: SourceParams, headers: Headers): void {
  for (const { key, value } of fields) {
    const name = fillIn(key, params).toLowerCase()
    const text = fillIn(value, params)
    // A cookie of the client may have been captured, with anything in it.
    if (!isFieldValue(name, text)) continue
    if (name === 'set-cookie' || name === 'vary') headers.append(name, text)
    else headers.set(name, text)
  }
}

function isFieldValue(name: string, value: string): boolean {
  try {
    validateHeaderValue(name, value)
    return /^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(name)
  } catch {
    return false
  }
}
