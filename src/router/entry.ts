/**
 * A route or page file as an entry of the route table: its URL segments, and the rules that one
 * path must keep by itself. Sentences are those of Next 16.4.6.
 */
import type { MetadataFile } from './metadata-file.js'
import type { RouteFile } from './scan.js'
import { invalidSegment, parseSegment, type Segment, spell, type UrlSegment } from './segment.js'

export interface Entry {
  readonly kind: 'route' | 'page'
  readonly file: string
  /** `/(g)/users/[id]/route` */
  readonly appPath: string
  readonly segments: readonly UrlSegment[]
  /** `/users/[id]` */
  readonly pattern: string
  readonly metadata?: MetadataFile
}

/** By directory name. Most of a hundred thousand paths consist of the same few. */
type KnownSegments = Map<string, Segment>

/**
 * Parses the files, routes before pages; those below a private directory are left out. One by one,
 * so that none has to outlive the next.
 *
 * @throws RouteHandlersError `RH_INVALID_SEGMENT`
 */
export function* parseEntries(
  files: readonly RouteFile[],
  compat: 14 | 15 | 16,
): Generator<Entry, void> {
  const known: KnownSegments = new Map()
  for (const file of files) {
    const entry = file.kind === 'route' ? parseRoute(file, compat, known) : undefined
    if (entry) yield entry
  }
  for (const file of files) {
    const entry = file.kind === 'page' ? parsePage(file, known) : undefined
    if (entry) yield entry
  }
}

function parseRoute(
  file: RouteFile,
  compat: 14 | 15 | 16,
  known: KnownSegments,
): Entry | undefined {
  const entry = parse(file, known)
  if (!entry) return undefined
  checkCatchAllIsLast(entry, compat)
  checkNamesDiffer(entry)
  return entry
}

/** Pages are never served, and interception gives them paths that a route may not have. */
function parsePage(file: RouteFile, known: KnownSegments): Entry | undefined {
  try {
    return parse(file, known)
  } catch {
    return undefined
  }
}

function parse(routeFile: RouteFile, known: KnownSegments): Entry | undefined {
  const { kind, file, metadata, ending } = routeFile
  const directories = ending ? [...routeFile.segments, ...ending] : routeFile.segments
  const segments: UrlSegment[] = []
  const names: string[] = []
  for (const directory of directories) {
    const segment = known.get(directory) ?? parseSegment(directory, file)
    known.set(directory, segment)
    if (segment.kind === 'private') return undefined
    if (segment.kind === 'hidden') continue
    segments.push(segment)
    names.push(spell(segment))
  }
  const appPath = join([...directories, kind])
  const entry = { kind, file, appPath, segments, pattern: join(names) }
  return metadata ? { ...entry, metadata } : entry
}

/** The pattern with parameter names left out, `/users/[*]`: entries of one shape collide. */
export function shapeOf({ segments }: Entry): string {
  return join(segments.map(segment => spell(segment, '*')))
}

/** `/a/b`, in one piece: what `+` leaves in memory for each of its operands adds up. */
function join(names: string[]): string {
  names.unshift('')
  return names.length === 1 ? '/' : names.join('/')
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
  const names = segments.flatMap(({ kind, name }) => (kind === 'static' ? [] : [name]))
  for (const [index, name] of names.entries()) {
    const word = wordOf(name)
    const other = names.find((before, at) => at < index && wordOf(before) === word)
    if (other === undefined) continue
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
