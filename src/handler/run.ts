/**
 * Runs one handler: inside its request scope where something can ask for one, under its
 * deadline, and with whatever it returned or threw turned into an answer.
 */

import { runAfter } from '../next/after.js'
import { mergeCookies } from '../next/finalize.js'
import { settleRevalidation } from '../next/revalidate.js'
import { RequestScope, runInScope, type ScopeInit } from '../next/scope.js'
import { state } from '../state.js'
import { toError } from '../thrown.js'
import { type Abortable, withDeadline } from './deadline.js'
import { type Called, readReturned, readThrown } from './outcome.js'
import { isPass } from './pass.js'
import type { Handler } from './route-module.js'

export interface Invocation extends Called {
  readonly handler: Handler
  readonly context: object
  /** Made only where something can ask for the scope. */
  readonly scope: () => ScopeInit
  /** The pattern, for messages. */
  readonly route: string
  readonly lifecycle: Abortable
  readonly maxDuration: number | undefined
  /** Told of a failure after the deadline, when the host has its error already. */
  readonly onLate: (error: unknown) => void
  /** Work that a shutdown waits for. */
  readonly waitUntil: (work: Promise<unknown>) => void
}

/** An answer ready to send; `setCookie` is the complete list of cookies where it is given. */
export interface Answer {
  readonly response: Response
  readonly setCookie?: readonly string[]
}

/**
 * @returns the answer, or `undefined` when the handler declined with `pass()`.
 * @throws the error that the host is to see.
 */
export async function run(invocation: Invocation): Promise<Answer | undefined> {
  const scope = openScope(invocation)
  try {
    const value = await call(invocation, scope)
    if (isPass(value)) return undefined
    return finish(readReturned(value, invocation), scope)
  } catch (thrown) {
    return finish(readThrown(thrown, invocation), scope)
  } finally {
    if (scope) settleRevalidation(scope)
  }
}

function openScope({ scope, lifecycle, waitUntil }: Invocation): RequestScope | undefined {
  // Entering async context taxes the whole process on Node 20 and 22: not for those who never ask.
  if (!state.scopeWanted) return undefined
  const opened = new RequestScope(scope())
  lifecycle.onEnd(() => {
    settleRevalidation(opened)
    if (opened.afterTasks) waitUntil(runAfter(opened))
  })
  return opened
}

function call(invocation: Invocation, scope: RequestScope | undefined): unknown {
  const { handler, request, context, maxDuration, lifecycle, route, file, onLate } = invocation
  const start = (): unknown => handler(request, context)
  const result = scope ? runInScope(scope, start) : start()
  if (maxDuration === undefined) return result
  return withDeadline(result, maxDuration, lifecycle, route, (thrown, expired) => {
    const error = toError(thrown, file)
    // What a handler that heeds its signal rejects with.
    if (error !== expired && error.name !== 'AbortError') onLate(error)
  })
}

function finish(
  { response, keepsCookies }: { response: Response; keepsCookies: boolean },
  scope: RequestScope | undefined,
): Answer {
  if (scope === undefined || !keepsCookies) return { response }
  return { response, setCookie: mergeCookies(scope, response) }
}
