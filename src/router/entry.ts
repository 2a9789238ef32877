/**
 * A route or page file as an entry of the route table: its URL segments, and the rules that one
 * path must keep by itself. Sentences are those of Next 16.4.6.
 */
import type { RouteFile } from './scan.js'
import { invalidSegment, parseSegment, spell, type UrlSegment } from './segment.js'

export interface Entry {
  readonly kind: 'route' | 'page'
  readonly file: string
  /** `/(g)/users/[id]/route` */
  readonly appPath: string
  readonly segments: readonly UrlSegment[]
  /** `/users/[id]` */
  readonly pattern: string
  /** The pattern with parameter names left out, `/users/[*]`: entries of one shape collide. */
  readonly shape: string
}

/**
 * Parses the files; those below a private directory are left out.
 *
 * @throws RouteHandlersError `RH_INVALID_SEGMENT`
 */
export function parseEntries(files: readonly RouteFile[], compat: 14 | 15 | 16): Entry[] {
  const entries: Entry[] = []
  for (const file of files) {
    const entry = file.kind === 'route' ? parseRoute(file, compat) : parsePage(file)
    if (entry) entries.push(entry)
  }
  return entries
}

function parseRoute(file: RouteFile, compat: 14 | 15 | 16): Entry | undefined {
  const entry = parse(file)
  if (!entry) return undefined
  checkCatchAllIsLast(entry, compat)
  checkNamesDiffer(entry)
  return entry
}

/** Pages are never served, and interception gives them paths that a route may not have. */
function parsePage(file: RouteFile): Entry | undefined {
  try {
    return parse(file)
  } catch {
    return undefined
  }
}

function parse({ kind, file, segments: directories }: RouteFile): Entry | undefined {
  const segments: UrlSegment[] = []
  let pattern = ''
  let shape = ''
  for (const directory of directories) {
    const segment = parseSegment(directory, file)
    if (segment.kind === 'private') return undefined
    if (segment.kind === 'hidden') continue
    segments.push(segment)
    pattern += `/${spell(segment)}`
    shape += `/${spell(segment, '*')}`
  }
  const appPath = `/${[...directories, kind].join('/')}`
  return { kind, file, appPath, segments, pattern: pattern || '/', shape: shape || '/' }
}

function checkCatchAllIsLast({ segments, pattern, file }: Entry, compat: 14 | 15 | 16): void {
  const at = segments.findIndex(({ kind }) => kind === 'catch-all' || kind === 'optional-catch-all')
  if (at === -1 || at === segments.length - 1) return
  const optional = compat === 16 && segments[at]!.kind === 'optional-catch-all'
  const subject = optional ? 'Optional catch-all' : 'Catch-all'
  const where = compat === 16 ? ` in route "${pattern}"` : ''
  invalidSegment(
    `${subject} must be the last part of the URL${where}.`,
    file,
    `Move the file up into "${spell(segments[at]!)}", or make that a single parameter.`,
  )
}

function checkNamesDiffer({ segments, pattern, file }: Entry): void {
  const seen = new Map<string, string>()
  for (const { kind, name } of segments) {
    if (kind === 'static') continue
    const word = wordOf(name)
    const other = seen.get(word)
    if (other === undefined) {
      seen.set(word, name)
      continue
    }
    const fault =
      other === name
        ? `the same slug name "${name}" repeat`
        : `the slug names "${other}" and "${name}" differ only by non-word symbols`
    invalidSegment(
      `You cannot have ${fault} within a single dynamic path in route "${pattern}".`,
      file,
      'Rename one of the two directories.',
    )
  }
}

/**
 * What is left of a name without symbols. Unlike Next's `\W` it keeps letters of every script:
 * `[이름]` and `[나이]` are two names.
 */
function wordOf(name: string): string {
  return name.replace(/[^\p{L}\p{M}\p{N}]/gu, '') || name
}
