/**
 * Files that claim one URL. Every such pair is an error at start, with Next's wording; where
 * webpack builds of Next pick one silently, so is it here. Two pages never concern us (parallel
 * slots put several at one URL), a page and a route do.
 */
import { RouteHandlersError } from '../errors.js'
import type { Entry } from './entry.js'

/**
 * Checks the entries against each other.
 *
 * @param entries - routes before pages, so that what a page collides with is known to be a route.
 * @throws RouteHandlersError `RH_ROUTE_CONFLICT`, naming both files.
 */
export function checkConflicts(entries: readonly Entry[], compat: 14 | 15 | 16): void {
  const byShape = checkShapes(entries, compat)
  for (const entry of entries) checkSpecificity(entry, byShape)
}

function checkShapes(entries: readonly Entry[], compat: 14 | 15 | 16): Map<string, Entry> {
  const byShape = new Map<string, Entry>()
  for (const entry of entries) {
    const other = byShape.get(entry.shape)
    if (!other) byShape.set(entry.shape, entry)
    else if (other.kind === 'route') samePlace(other, entry, compat)
  }
  return byShape
}

function samePlace(first: Entry, second: Entry, compat: 14 | 15 | 16): never {
  if (first.pattern !== second.pattern) return ambiguous(first, second)
  const at = first.pattern
  if (second.kind === 'route') {
    const sentence = `Conflicting routes at ${at}: route at ${second.appPath} and route at ${first.appPath}`
    return conflict(sentence, first, second, 'Keep one of them, or move one to a path of its own.')
  }
  const sentence =
    compat === 16
      ? `Conflicting route and page at ${at}: route at ${first.appPath} and page at ${second.appPath}`
      : `You cannot have two parallel pages that resolve to the same path. Please check ${second.appPath} and ${first.appPath}. Refer to the route group docs for more information: https://nextjs.org/docs/app/building-your-application/routing/route-groups`
  return conflict(sentence, first, second, 'Move the route below the page, e.g. into "api/".')
}

function ambiguous(first: Entry, second: Entry): never {
  return conflict(
    `Ambiguous app routes detected:\n\nAmbiguous route pattern "${first.shape}" matches multiple routes:\n` +
      `  - ${first.pattern}\n  - ${second.pattern}\n\n` +
      'These routes cannot be distinguished from each other when matching URLs. ' +
      'Please ensure that dynamic segments have unique patterns or use different static segments.',
    first,
    second,
    'Keep one of them, or put a static directory in front of one.',
  )
}

function checkSpecificity(entry: Entry, byShape: ReadonlyMap<string, Entry>): void {
  const last = entry.segments.at(-1)
  if (last?.kind !== 'optional-catch-all') return
  const parent = entry.shape.slice(0, entry.shape.lastIndexOf('/')) || '/'
  const other = byShape.get(parent)
  if (!other || (other.kind === 'page' && entry.kind === 'page')) return
  conflict(
    `You cannot define a route with the same specificity as an optional catch-all route ("${other.pattern}" and "${entry.pattern}").`,
    other,
    entry,
    `Make the catch-all a required one, "[...${last.name}]", or remove the other file.`,
  )
}

/** Raises `RH_ROUTE_CONFLICT`: Next's own sentence, then both files and what to do. */
export function conflict(sentence: string, first: Entry, second: Entry, fix: string): never {
  throw new RouteHandlersError(
    'RH_ROUTE_CONFLICT',
    `${sentence}\n  ${first.file}\n  ${second.file}\n${fix}`,
    { file: second.kind === 'route' ? second.file : first.file },
  )
}
