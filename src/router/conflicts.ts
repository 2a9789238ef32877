/**
 * Files that claim one URL. Every such pair is an error at start, with Next's wording; where
 * webpack builds of Next pick one silently, so is it here. Two pages never concern us (parallel
 * slots put several at one URL), a page and a route do.
 */
import { RouteHandlersError } from '../errors.js'
import { type Entry, shapeOf } from './entry.js'
import {
  CATCH_ALL,
  type End,
  LEAF,
  type Node,
  OPTIONAL_CATCH_ALL,
  type Place,
  type Tree,
} from './tree.js'

/** A file as the messages speak of it. */
type Claim = Omit<Entry, 'segments'>

/**
 * Checks an entry against the routes that the tree has already.
 *
 * @param place - of the entry, whether it stands there or not.
 * @throws RouteHandlersError `RH_ROUTE_CONFLICT`, naming both files.
 */
export function checkConflicts(
  entry: Entry,
  { node, end }: Place,
  tree: Tree,
  compat: 14 | 15 | 16,
): void {
  const rival = claimAt(tree, node, end)
  if (rival) samePlace(rival, entry, compat)
  const optional = end === LEAF ? claimAt(tree, node, OPTIONAL_CATCH_ALL) : entry
  const without = end === OPTIONAL_CATCH_ALL ? claimAt(tree, node, LEAF) : entry
  if (end !== CATCH_ALL && optional && without) sameSpecificity(without, optional)
}

function claimAt(tree: Tree, node: Node, end: End): Claim | undefined {
  const leaf = tree.leafAt(node, end)
  return leaf && { kind: 'route', ...leaf.route }
}

function samePlace(first: Claim, second: Entry, compat: 14 | 15 | 16): never {
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

function ambiguous(first: Claim, second: Entry): never {
  return conflict(
    `Ambiguous app routes detected:\n\nAmbiguous route pattern "${shapeOf(second)}" matches multiple routes:\n` +
      `  - ${first.pattern}\n  - ${second.pattern}\n\n` +
      'These routes cannot be distinguished from each other when matching URLs. ' +
      'Please ensure that dynamic segments have unique patterns or use different static segments.',
    first,
    second,
    'Keep one of them, or put a static directory in front of one.',
  )
}

function sameSpecificity(first: Claim, optional: Claim): never {
  conflict(
    `You cannot define a route with the same specificity as an optional catch-all route ("${first.pattern}" and "${optional.pattern}").`,
    first,
    optional,
    `Make the catch-all a required one, "${optional.pattern.slice(optional.pattern.lastIndexOf('/') + 2, -1)}", or remove the other file.`,
  )
}

/** Raises `RH_ROUTE_CONFLICT`: Next's own sentence, then both files and what to do. */
export function conflict(sentence: string, first: Claim, second: Claim, fix: string): never {
  throw new RouteHandlersError(
    'RH_ROUTE_CONFLICT',
    `${sentence}\n  ${first.file}\n  ${second.file}\n${fix}`,
    { file: second.kind === 'route' ? second.file : first.file },
  )
}
