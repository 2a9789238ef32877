/**
 * The passes over a project's JavaScript, after its types are gone and whoever removed them
 * (interop rule UC-1): `'use cache'`, and where asked for the bodies of route files' responses.
 */
import { lateResponses } from '../fast-paths.js'
import { state } from '../state.js'
import { callsFetch, withModuleFetch } from './fetch-calls.js'
import { makesResponses, withLateResponses } from './late-responses.js'
import type { Parser } from './parser.js'

/** What is done to route files alone. */
export interface OfRoutes {
  /** A route file: neither it nor its handlers can be cached as a whole. */
  readonly isRoute?: boolean
  /** Whether its `fetch` is to be one that knows the cache. */
  readonly rebindsFetch?: boolean
}

export interface Place extends OfRoutes {
  /** Absolute path. */
  readonly file: string
  /** Absolute path of the project root, which ids are relative to. */
  readonly root: string
}

/** Whether a pass may have work. Decides in well under a microsecond per file without. */
export function needsParser(source: string, of: OfRoutes = {}): boolean {
  return mentionsCache(source) || hasResponses(source, of) || hasFetch(source, of)
}

function mentionsCache(source: string): boolean {
  return source.includes("'use cache") || source.includes('"use cache')
}

function hasResponses(source: string, { isRoute = false }: OfRoutes): boolean {
  return lateResponses && isRoute && makesResponses(source)
}

function hasFetch(source: string, { rebindsFetch = false }: OfRoutes): boolean {
  return rebindsFetch && callsFetch(source)
}

/**
 * The same string back where nothing is to be done. Lines are neither added nor removed, so that
 * the source map of the host stays right.
 *
 * @throws RouteHandlersError `RH_USE_CACHE`, with `file` and `frame`.
 */
export function applyPasses(parser: Parser, source: string, place: Place): string {
  let text = mentionsCache(source) ? withUseCache(parser, source, place) : source
  if (hasFetch(text, place)) text = withModuleFetch(parser, text, place.file)
  return hasResponses(text, place) ? withLateResponses(parser, text, place.file) : text
}

function withUseCache(parser: Parser, source: string, place: Place): string {
  // Fifteen files that a project without cached functions has no use for.
  const { transformUseCache } =
    require('./use-cache/transform.js') as typeof import('./use-cache/transform.js')
  const text = transformUseCache(parser, source, place)
  // A cached function belongs to the cache of the mount whose request calls it.
  if (text !== source) state.scopeWanted = true
  return text
}
