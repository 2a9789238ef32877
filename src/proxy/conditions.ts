/** `has` and `missing`: what a request must and must not bring, beside its path. As in Next.js. */
import { parseCookie } from '@edge-runtime/cookies'
import { URLSearchParams } from '../natives.js'
import type { RouteHas } from '../next/proxy-types.js'
import type { SourceParams } from './path-pattern.js'

export interface Conditions {
  readonly has?: readonly RouteHas[]
  readonly missing?: readonly RouteHas[]
}

/** The part of a request that conditions look at. */
export interface Asked {
  header(name: string): string | undefined
  readonly location: { readonly path: string; readonly search: string }
}

const TYPES: readonly unknown[] = ['header', 'cookie', 'query', 'host']

/** @returns what they capture; `undefined` where one of them does not hold. */
export function captured(
  { has = [], missing = [] }: Conditions,
  asked: Asked,
): SourceParams | undefined {
  const params: Record<string, string> = {}
  const holds = (condition: RouteHas): boolean => meets(condition, asked, params)
  return has.every(holds) && !missing.some(holds) ? params : undefined
}

function meets(condition: RouteHas, asked: Asked, params: Record<string, string>): boolean {
  const value = soughtIn(condition, asked)
  if (!value) return false
  if (!condition.value) {
    params[(condition.key ?? '').replace(/[^a-z]/gi, '')] = value
    return true
  }
  const match = new RegExp(`^${condition.value}$`).exec(value)
  if (match === null) return false
  if (match.groups) Object.assign(params, match.groups)
  else if (condition.type === 'host') params['host'] = match[0]
  return true
}

function soughtIn(condition: RouteHas, asked: Asked): string | undefined {
  switch (condition.type) {
    case 'header':
      return asked.header(condition.key.toLowerCase())
    case 'cookie':
      return parseCookie(asked.header('cookie') ?? '').get(condition.key)
    case 'query':
      return new URLSearchParams(asked.location.search).getAll(condition.key).at(-1)
    case 'host':
      return asked.header('host')?.split(':', 1)[0]?.toLowerCase()
  }
}

/** What is wrong with a list of conditions, in Next.js's words; empty where nothing is. */
export function faultsOf(name: 'has' | 'missing', list: unknown): string[] {
  if (list === undefined) return []
  if (!Array.isArray(list)) return [`\`${name}\` must be undefined or valid has object`]
  return list.flatMap(item => {
    const faults = faultsOfItem(Object(item) as Record<string, unknown>)
    return faults.length === 0 ? [] : [`${faults.join(', ')} for ${JSON.stringify(item)}`]
  })
}

function faultsOfItem({ type, key, value }: Record<string, unknown>): string[] {
  const faults: string[] = []
  if (!TYPES.includes(type)) faults.push(`invalid type "${type}"`)
  if (typeof key !== 'string' && type !== 'host') faults.push(`invalid key "${key}"`)
  if (value === undefined) {
    if (type === 'host') faults.push('value is required for "host" type')
  } else if (typeof value !== 'string' || !isRegExp(value)) faults.push(`invalid value "${value}"`)
  return faults
}

function isRegExp(text: string): boolean {
  try {
    new RegExp(`^${text}$`)
    return true
  } catch {
    return false
  }
}
