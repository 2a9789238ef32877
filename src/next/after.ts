/** `after()`: work that does not keep the client waiting (Next.js 15.1; `next/server`). */
import { RouteHandlersError } from '../errors.js'
import { isThenable } from '../thenable.js'
import { AfterTasks } from './after-tasks.js'
import { type RequestScope, requireScope } from './scope.js'
import { settleRevalidation } from './settle-revalidation.js'

/**
 * Runs work once the response is closed, whether the handler returned, redirected or threw.
 *
 * @param task - a function, called then with the async context of this call; or a promise, which
 * is watched so that a graceful shutdown waits for it.
 * @throws RouteHandlersError `RH_OUTSIDE_REQUEST` outside a request; `RH_INVALID_ARGUMENT` for
 * anything but a function or a promise.
 *
 * @example
 * export async function POST(request: Request) {
 *   const order = await save(await request.json())
 *   after(() => sendMail(order))
 *   return Response.json(order, { status: 201 })
 * }
 */
export function after(task: PromiseLike<unknown> | (() => unknown)): void {
  const scope = requireScope('after')
  scope.afterTasks ??= new AfterTasks(scope)
  if (isThenable(task)) scope.afterTasks.watch(task)
  else if (typeof task === 'function') scope.afterTasks.add(task)
  else {
    throw new RouteHandlersError(
      'RH_INVALID_ARGUMENT',
      '`after()`: Argument must be a promise or a function',
    )
  }
}

/**
 * Starts the queued work of a request whose response is closed.
 *
 * @returns a promise that resolves when all of it has settled; failures go to `onAfterError`.
 */
export async function runAfter(scope: RequestScope): Promise<void> {
  scope.phase = 'after'
  await scope.afterTasks?.run()
  scope.isEnded = true
  if (scope.isHandled) await settleRevalidation(scope)
}
