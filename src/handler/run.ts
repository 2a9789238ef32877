/**
 * One handler, from its call to its answer: inside its request scope where something can ask for
 * one, under its deadline, and with whatever it returned or threw turned into an answer.
 */

import type { WholeAnswer } from '../http/response/send.js'
import { runAfter } from '../next/after.js'
import { mergeCookies } from '../next/finalize.js'
import { RequestScope, runInScope, type ScopeInit } from '../next/scope.js'
import { revalidateLate, settleRevalidation } from '../next/settle-revalidation.js'
import { state } from '../state.js'
import { toError } from '../thrown.js'
import { type Abortable, withDeadline } from './deadline.js'
import { type Called, type Outcome, readReturned, readThrown } from './outcome.js'
import { isPass } from './pass.js'
import type { Handler } from './route-module.js'

export interface Invocation extends Called {
  readonly handler: Handler
  readonly context: object
  /** The pattern, for messages. */
  readonly route: string
  readonly lifecycle: Abortable
  readonly maxDuration: number | undefined
  /** The answer in the making, where it may be stored: what is fetched for it has to be known. */
  readonly generation?: object | undefined
  /** Set by {@link start}, where something can ask for it. */
  scope: RequestScope | undefined
  scopeInit(): ScopeInit
  /** Told of a failure after the deadline, when the host has its error already. */
  onLate(error: unknown): void
  /** Work that a shutdown waits for. */
  waitUntil(work: Promise<unknown>): void
}

/** An answer ready to send; `setCookie` is the complete list of cookies where it is given. */
export interface Answer {
  readonly response: Response
  readonly setCookie?: readonly string[]
  /** Fields of our own, beside those of the response. Lower-case names. */
  readonly ours?: readonly (readonly [string, string])[]
  /** The same with its head read and its bytes at hand, where they are: nothing else is sent then. */
  readonly whole?: WholeAnswer
}

/**
 * Calls the handler.
 *
 * @returns what it gives: a value, or a promise of one.
 * @throws what it throws.
 */
export function start(invocation: Invocation): unknown {
  const { handler, request, context, maxDuration, generation } = invocation
  // Entering async context taxes the whole process on Node 20 and 22: not for those who never ask.
  const isScoped = state.scopeWanted || generation !== undefined
  const result = isScoped
    ? runInScope(openScope(invocation), () => handler(request, context))
    : handler(request, context)
  return maxDuration === undefined ? result : limited(invocation, result, maxDuration)
}

function openScope(invocation: Invocation): RequestScope {
  const opened = new RequestScope(invocation.scopeInit())
  invocation.scope = opened
  invocation.lifecycle.onEnd(() => {
    // One whose client has left may still be about to write.
    if (opened.isHandled) revalidateLate(opened)
    if (opened.afterTasks) invocation.waitUntil(runAfter(opened))
    else opened.isEnded = true
  })
  return opened
}

function limited(invocation: Invocation, result: unknown, seconds: number): Promise<unknown> {
  const { lifecycle, route, file } = invocation
  return withDeadline(result, seconds, lifecycle, route, (thrown, expired) => {
    const error = toError(thrown, file)
    // What a handler that heeds its signal rejects with.
    if (error !== expired && error.name !== 'AbortError') invocation.onLate(error)
  })
}

/**
 * Tells the cache what the handler has invalidated: to be done once it has returned or thrown, and
 * waited for before anything is answered.
 */
export function settle({ scope }: Invocation): Promise<void> | undefined {
  if (scope === undefined) return undefined
  scope.isHandled = true
  return settleRevalidation(scope)
}

/**
 * What a handler returned, or its promise gave.
 *
 * @returns the answer, or `undefined` when the handler declined with `pass()`.
 * @throws the error that the host is to see.
 */
export function answerTo(invocation: Invocation, value: unknown): Answer | undefined {
  try {
    return isPass(value) ? undefined : answerOf(readReturned(value, invocation), invocation.scope)
  } catch (thrown) {
    return answerToThrown(invocation, thrown)
  }
}

/** @throws the error that the host is to see, unless what was thrown is control flow. */
export function answerToThrown(invocation: Invocation, thrown: unknown): Answer {
  return answerOf(readThrown(thrown, invocation), invocation.scope)
}

function answerOf({ response, keepsCookies }: Outcome, scope: RequestScope | undefined): Answer {
  if (scope === undefined || !keepsCookies) return { response }
  return { response, setCookie: mergeCookies(scope, response) }
}
