/** Route and page files as the scan would list them, written as paths below `/app`. */
import type { Match, Params, Refusal, Router, RouterOptions } from '../../../src/router/router'
import { createRouter } from '../../../src/router/router'
import type { RouteFile } from '../../../src/router/scan'

/** `'a/[id]/route'` → the file `/app/a/[id]/route.ts`. */
export function fileAt(path: string): RouteFile {
  const segments = path.split('/')
  const kind = segments.pop() as RouteFile['kind']
  return { kind, file: `/app/${path}.ts`, segments }
}

export function routerOf(paths: readonly string[], options: Partial<RouterOptions> = {}): Router {
  const defaults: RouterOptions = { compat: 16, trailingSlash: 'ignore', parity: 'improved' }
  return createRouter(paths.map(fileAt), { ...defaults, ...options })
}

export type Answer =
  | { readonly at: string; readonly params: Params | undefined }
  | Refusal
  | undefined

/** A match as pattern and parameters, which is all that a table has to name. */
export function answerOf(router: Router, path: string): Answer {
  const found: Match | Refusal | undefined = router.match(path)
  if (!found || 'refused' in found) return found
  return { at: found.route.pattern, params: found.params && { ...found.params } }
}

/** A line of a table: what a path answers, and the rule behind it. */
export type Row = readonly [path: string, expected: Answer, why: string]

/** The answer of a match. */
export function at(pattern: string, params?: Record<string, string | string[]>): Answer {
  return { at: pattern, params }
}
