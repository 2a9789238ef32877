/**
 * The router as a definition: every route is tried on every path and the best one kept. Slow,
 * without a tree, and sharing no code with the router that it judges.
 */
import { type Answer, fileAt } from '../unit/router/files'

/** A route: its URL segments as the directories spell them. */
export type Pattern = readonly string[]

export interface Settings {
  readonly trailingSlash: 'ignore' | 'redirect' | 'strict'
  readonly parity: 'improved' | 'exact'
}

const PCHAR = /^[\w\-.~!$&'()*+,;=:@]$/
const BRACKET = /[[\]]/

/** Groups, slots and escapes resolved; `undefined` for a private path. */
export function patternOf(source: string): Pattern | undefined {
  const { segments } = fileAt(source)
  if (segments.some(name => name.startsWith('_'))) return undefined
  return segments
    .filter(name => !name.startsWith('@') && !/^\(.*\)$/.test(name))
    .map(name => name.split('%5F').join('_'))
}

/** Would Next 16 refuse these together? */
export function clash(patterns: readonly Pattern[]): boolean {
  const shapes = patterns.map(pattern => pattern.map(shapeOf).join('/'))
  if (new Set(shapes).size < shapes.length || patterns.some(repeatsName)) return true
  return shapes.some(
    shape => shape.endsWith('<3>') && shapes.includes(shape.replace(/\/?<3>$/, '')),
  )
}

/** What the router must answer. */
export function answerBy(patterns: readonly Pattern[], path: string, settings: Settings): Answer {
  const dotted = path.split('/').some(part => /^(\.|%2e){1,2}$/i.test(part))
  if (dotted || path.includes('\\')) {
    const shown = new URL(`http://h${path}`).pathname
    if (!owner(patterns, path, settings) && !owner(patterns, shown, settings)) return undefined
    return { refused: path.includes('\\') ? 'backslash' : 'dot-segment' }
  }
  const pattern = owner(patterns, path, settings)
  return pattern && read(pattern, partsOf(path), settings.parity === 'exact')
}

/** 0 static, 1 dynamic, 2 catch-all, 3 optional catch-all: the smaller goes first. */
function rankOf(segment: string): number {
  if (!/^\[.*\]$/.test(segment)) return 0
  return segment.startsWith('[[...') ? 3 : segment.startsWith('[...') ? 2 : 1
}

const shapeOf = (segment: string): string => (rankOf(segment) ? `<${rankOf(segment)}>` : segment)

function repeatsName(pattern: Pattern): boolean {
  const names = pattern.filter(rankOf).map(segment => segment.replace(/[^a-z]/g, ''))
  return new Set(names).size < names.length
}

/** The parts of a path; one trailing slash does not count. */
function partsOf(path: string): string[] {
  const parts = path.slice(1).split('/')
  if (parts.at(-1) === '') parts.pop()
  return parts
}

function owner(patterns: readonly Pattern[], path: string, settings: Settings) {
  if (settings.trailingSlash === 'strict' && /.\/$/.test(path)) return undefined
  const parts = partsOf(path)
  if (parts.includes('')) return undefined
  const fitting = patterns.filter(pattern => ranks(pattern, parts) !== undefined)
  return fitting.sort((a, b) => (ranks(a, parts)! < ranks(b, parts)! ? -1 : 1))[0]
}

/** The rank of every segment, when the pattern fits; the lexicographically least pattern wins. */
function ranks(pattern: Pattern, parts: readonly string[]): string | undefined {
  let all = ''
  for (const [i, segment] of pattern.entries()) {
    const rank = rankOf(segment)
    const part = parts[i]
    all += rank
    if (rank === 3) return all
    if (part === undefined || (rank === 0 && !spells(part, segment))) return undefined
    if (rank === 2) return all
  }
  return pattern.length === parts.length ? all : undefined
}

/**
 * Whether `part` is the name, everything escaped that must be and nothing else. Brackets may all
 * be raw or all be escaped.
 */
function spells(part: string, name: string): boolean {
  if (BRACKET.test(part) && /%5[bd]/i.test(part)) return false
  const units = part.match(/%[0-9a-f]{2}|./gis) ?? []
  const needed = units.every(unit =>
    unit.length === 1
      ? PCHAR.test(unit) || BRACKET.test(unit)
      : !PCHAR.test(String.fromCharCode(Number(`0x${unit.slice(1)}`))),
  )
  return needed && decoded(part) === name
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}

function faultIn(part: string, exact: boolean) {
  const value = decoded(part)
  if (value === undefined) return 'malformed-encoding'
  if (!exact && value.includes('\0')) return 'nul'
  return !exact && value.includes('\\') ? 'backslash' : undefined
}

function read(pattern: Pattern, parts: readonly string[], exact: boolean): Answer {
  const params: Record<string, string | string[]> = {}
  for (const [i, segment] of pattern.entries()) {
    const rank = rankOf(segment)
    const bound = rank === 0 ? [] : rank === 1 ? [parts[i]!] : parts.slice(i)
    const refused = bound.map(part => faultIn(part, exact)).find(fault => fault !== undefined)
    if (refused) return { refused }
    const values = bound.map(part => decodeURIComponent(part))
    const name = segment.replace(/[[\].]/g, '')
    if (values.length > 0) params[name] = rank === 1 ? values[0]! : values
  }
  const at = `/${pattern.join('/')}`
  return { at, params: pattern.some(rankOf) ? params : undefined }
}
