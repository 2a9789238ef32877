/** `connection()`: wait for a request (Next.js 15; `next/server`). */
import { RouteHandlersError } from '../errors.js'
import { refuseInCached } from './inside-cached.js'
import { requireScope } from './scope.js'

/**
 * Resolves at once while a request is handled. It marks code that must run for each request and
 * whose answer must not be cached.
 *
 * @throws RouteHandlersError `RH_OUTSIDE_REQUEST` outside a request; `RH_NOT_SUPPORTED` inside
 * `after()` and inside `'use cache'`.
 *
 * @example
 * export async function GET() {
 *   await connection()
 *   return Response.json({ now: Date.now() })
 * }
 */
export function connection(): Promise<void> {
  refuseInCached('connection', 'connection()', 'connection')
  const scope = requireScope('connection')
  if (scope.phase === 'after') {
    throw new RouteHandlersError(
      'RH_NOT_SUPPORTED',
      `Route ${scope.route} used \`connection()\` inside \`after()\`. The \`connection()\` function is used to indicate the subsequent code must only run when there is an actual Request, but \`after()\` executes after the request, so this function is not allowed in this scope. See more info here: https://nextjs.org/docs/app/api-reference/functions/after`,
    )
  }
  scope.touch('connection()')
  return Promise.resolve()
}
