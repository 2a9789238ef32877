/** What the option `headers` may be: judged as Next.js judges the table of a next.config. */
import { validateHeaderName, validateHeaderValue } from 'node:http'
import { RouteHandlersError } from '../errors.js'
import { faultsOf } from './conditions.js'
import { rulePattern } from './path-pattern.js'

const MEMBERS: readonly string[] = ['source', 'locale', 'has', 'missing', 'basePath', 'headers']

/** @throws RouteHandlersError `RH_INVALID_OPTION`, naming the rule at fault. */
export function checkHeaderRules(rules: readonly unknown[]): void {
  rules.forEach((rule, index) => {
    const faults = faultsOfRule(rule)
    if (faults.length === 0) return
    throw new RouteHandlersError(
      'RH_INVALID_OPTION',
      `The option "headers[${index}]" cannot be used: ${faults.join(', ')} for route ${JSON.stringify(rule)}`,
    )
  })
}

function faultsOfRule(rule: unknown): string[] {
  if (typeof rule !== 'object' || rule === null) {
    return ['it is not a valid object with `source` and `headers`']
  }
  const { source, basePath, locale, has, missing, headers } = rule as Record<string, unknown>
  const unknown = Object.keys(rule).filter(name => !MEMBERS.includes(name))
  const faults: string[] = []
  if (basePath !== undefined && basePath !== false) {
    faults.push('`basePath` must be undefined or false')
  }
  if (locale !== undefined && locale !== false) faults.push('`locale` must be undefined or false')
  faults.push(...faultsOf('has', has), ...faultsOf('missing', missing))
  faults.push(...faultsOfSource(source), ...faultsOfFields(headers))
  if (unknown.length > 0) {
    faults.push(`invalid field${unknown.length === 1 ? '' : 's'}: ${unknown.join(',')}`)
  }
  return faults
}

function faultsOfSource(source: unknown): string[] {
  if (!source) return ['`source` is missing']
  if (typeof source !== 'string') return ['`source` is not a string']
  if (!source.startsWith('/')) return ['`source` does not start with /']
  try {
    rulePattern(source)
    return []
  } catch (error) {
    return [`\`source\` parse failed (${(error as Error).message})`]
  }
}

function faultsOfFields(fields: unknown): string[] {
  if (!Array.isArray(fields)) return ['`headers` field must be an array']
  if (fields.length === 0) return ['`headers` field cannot be empty']
  for (const field of fields) {
    if (!field || typeof field !== 'object') {
      return ["`headers` items must be object with { key: '', value: '' }"]
    }
    const { key, value } = field as Record<string, unknown>
    if (typeof key !== 'string') return ['`key` in header item must be string']
    if (typeof value !== 'string') return ['`value` in header item must be string']
    if (!isField(key, value)) return [`HTTP does not allow the header ${JSON.stringify(key)} so`]
  }
  return []
}

function isField(key: string, value: string): boolean {
  try {
    // What has been captured takes the place of `:name` and its modifier.
    validateHeaderName(key.replace(/:(\w+)[*+?]?/g, '$1'))
    validateHeaderValue(key, value)
    return true
  } catch {
    return false
  }
}
