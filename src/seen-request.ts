/** Which handlers must be given a request that the platform has constructed (docs/decisions/082). */
import { createRequire } from 'node:module'
import { lazyRequestsWork } from './fetch/incoming-request.js'
import type { Handler } from './handler/route-module.js'

type Judge = typeof import('./sources/unseen-request.js').requestIsUnseen

let judge: Judge | undefined

/**
 * Where every request is built lazily there is nothing to be won, and nothing to be parsed. Asked
 * when a route is loaded, so that its first request need not wait for the parser.
 */
export function isSeen(handler: Handler): boolean {
  if (lazyRequestsWork()) return true
  judge ??= requireJudge()
  return !judge(handler)
}

/** In a way that bundlers do not see: the parser is native and cannot be part of a bundle. */
function requireJudge(): Judge {
  try {
    return createRequire(__filename)('./sources/unseen-request.js').requestIsUnseen
  } catch {
    return () => false
  }
}
