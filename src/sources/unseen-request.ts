/**
 * Handlers that keep their request to themselves (docs/decisions/082). What nobody else ever sees
 * need not have been constructed by the platform: no `new Request(request)`, no `fetch(request)`
 * and no `instanceof` is there to tell.
 */
import { fastPaths } from '../fast-paths.js'
import { type Parser, requireParser } from '../modules/parser.js'
import { type AnyFunction, keepsItsRequest } from './keeps-its-request.js'

const known = new WeakMap<AnyFunction, boolean>()

/** Parses the handler the first time; to be asked only where the answer makes a difference. */
export function requestIsUnseen(handler: AnyFunction): boolean {
  const before = known.get(handler)
  if (before !== undefined) return before
  const parser = fastPaths ? parserIfAny() : undefined
  const isUnseen = parser !== undefined && keepsItsRequest(parser, handler)
  known.set(handler, isUnseen)
  return isUnseen
}

/** Without the binding of this platform, or in a bundle without the parser: only slower. */
function parserIfAny(): Parser | undefined {
  try {
    return requireParser()
  } catch {
    return undefined
  }
}
