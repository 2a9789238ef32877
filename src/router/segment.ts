/**
 * One directory name below the app directory, read as Next 16.4.6 reads it. Handlers have no
 * partial parameters: `pre-[x]` and `[x].json` are literal names, and so is a name behind an
 * interception marker, `(.)photo`.
 */
import { RouteHandlersError } from '../errors.js'
import { canonicalSegment } from './canonical.js'
import type { ParamKind } from './route.js'

/** A segment that takes part in the URL. */
export type UrlSegment =
  | { readonly kind: 'static'; readonly name: string; readonly key: string }
  | { readonly kind: ParamKind; readonly name: string }

/** `hidden`: a `(group)` or `@slot`, absent from the URL. `private`: `_name`, never routed. */
export type Segment = UrlSegment | { readonly kind: 'hidden' } | { readonly kind: 'private' }

const HIDDEN: Segment = { kind: 'hidden' }
const PRIVATE: Segment = { kind: 'private' }

/**
 * Parses a directory name.
 *
 * @param file - the file it leads to, for the message.
 * @throws RouteHandlersError `RH_INVALID_SEGMENT`
 */
export function parseSegment(directory: string, file: string): Segment {
  if (directory.startsWith('_')) return PRIVATE
  if (directory.startsWith('@')) return HIDDEN
  if (directory.startsWith('(') && directory.endsWith(')')) return HIDDEN
  // Next replaces `%5F` anywhere in the path: the way to a URL segment that begins with `_`.
  const name = directory.replaceAll('%5F', '_')
  if (name.startsWith('[') && name.endsWith(']')) return parseParam(name, file)
  return { kind: 'static', name, key: keyOf(name, file) }
}

/** The segment as a directory spells it. */
export function spell(segment: UrlSegment, name: string = segment.name): string {
  switch (segment.kind) {
    case 'static':
      return segment.name
    case 'dynamic':
      return `[${name}]`
    case 'catch-all':
      return `[...${name}]`
    case 'optional-catch-all':
      return `[[...${name}]]`
  }
}

/** Raises `RH_INVALID_SEGMENT`: Next's own sentence, then the file and what to do. */
export function invalidSegment(sentence: string, file: string, fix: string): never {
  throw new RouteHandlersError('RH_INVALID_SEGMENT', `${sentence}\n  ${file}\n${fix}`, { file })
}

function parseParam(segment: string, file: string): UrlSegment {
  let name = segment.slice(1, -1)
  const optional = name.startsWith('[') && name.endsWith(']')
  if (optional) name = name.slice(1, -1)
  const rest = name.startsWith('...')
  if (rest) name = name.slice(3)
  checkName(name, segment, file)
  if (rest) return { kind: optional ? 'optional-catch-all' : 'catch-all', name }
  if (!optional) return { kind: 'dynamic', name }
  return invalidSegment(
    `Optional route parameters are not yet supported ("${segment}").`,
    file,
    `Rename the directory to "[${name}]", or to "[[...${name}]]" for an optional catch-all.`,
  )
}

function checkName(name: string, segment: string, file: string): void {
  const fail = (sentence: string): never =>
    invalidSegment(sentence, file, `Rename the directory "${segment}".`)
  if (name === '') fail(`Parameter names cannot be empty ('${segment}').`)
  if (name.includes('…')) {
    fail(`Detected a three-dot character ('…') at ('${segment}'). Did you mean ('...')?`)
  }
  if (name.includes('[') || name.includes(']')) {
    fail(`Segment names may not start or end with extra brackets ('${name}').`)
  }
  if (name.startsWith('.') || name.endsWith('.')) {
    fail(`Segment names may not start with erroneous periods ('${name}').`)
  }
  // Copied onto an ordinary object, as `{}` or by a library, this name would set a prototype.
  if (name === '__proto__') fail('"__proto__" cannot be the name of a parameter.')
}

function keyOf(name: string, file: string): string {
  try {
    return canonicalSegment(name)
  } catch {
    return invalidSegment(
      `The directory name ${JSON.stringify(name)} is not valid Unicode; no URL can name it.`,
      file,
      'Rename the directory.',
    )
  }
}
