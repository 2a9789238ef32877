/** `config.matcher` of a proxy: for which requests it runs. */

import type { ProxyMatcher } from '../next/proxy-types.js'
import { normalisedPath } from '../router/hazard.js'
import { type Asked, type Conditions, captured, faultsOf } from './conditions.js'
import { matcherPattern } from './path-pattern.js'

const MEMBERS: readonly string[] = ['source', 'locale', 'has', 'missing']

export class Matchers {
  readonly #matchers: readonly { readonly pattern: RegExp; readonly conditions: Conditions }[]

  /**
   * @param config - what the file exports as `config.matcher`.
   * @throws Error in Next.js's words.
   */
  constructor(config: unknown) {
    this.#matchers = [config].flat().map(entry => {
      if (typeof entry === 'string') return { pattern: matcherPattern(entry), conditions: {} }
      const matcher = checked(entry)
      return { pattern: matcherPattern(matcher.source), conditions: matcher }
    })
  }

  /** Whether the proxy may have to run for the path. */
  concern(path: string): boolean {
    return this.#matchers.some(({ pattern }) => fits(pattern, path))
  }

  accept(path: string, asked: Asked): boolean {
    return this.#matchers.some(
      ({ pattern, conditions }) => fits(pattern, path) && captured(conditions, asked) !== undefined,
    )
  }
}

/**
 * As sent, and decoded, as in Next.js; and without the slashes and dot segments that another layer
 * may take away: what it reads differently must not get past a guard.
 */
function fits(pattern: RegExp, path: string): boolean {
  if (pattern.test(path)) return true
  if (!/[%\\]|\/[./]/.test(path)) return false
  const plain = decoded(path)
  const others = [plain, ...[path, plain].map(each => normalisedPath(each).replace(/\/+/g, '/'))]
  return others.some(other => pattern.test(other))
}

function decoded(path: string): string {
  if (!path.includes('%')) return path
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

function checked(entry: unknown): ProxyMatcher {
  if (typeof entry !== 'object' || entry === null) {
    throw new Error('must be an array of strings or middleware matchers')
  }
  const { source, has, missing, locale } = entry as Record<string, unknown>
  if (source === undefined) throw new Error('source is required')
  if (typeof source !== 'string')
    throw new Error('Expected string, received source of another type')
  const unknown = Object.keys(entry).filter(name => !MEMBERS.includes(name))
  if (unknown.length > 0)
    throw new Error(`Unrecognized key(s) in object: '${unknown.join("', '")}'`)
  if (locale !== undefined && locale !== false) throw new Error('locale must be undefined or false')
  const faults = [...faultsOf('has', has), ...faultsOf('missing', missing)]
  if (faults.length > 0) throw new Error(faults.join('; '))
  return entry as ProxyMatcher
}
