/**
 * An answer as hosts take it that have an object of their own for what is sent: Koa and Fastify. The
 * `response` of one whose bytes are there is made by whoever reads it: nobody does here.
 */
import { discardBody } from './fetch/discard-body.js'
import type { Answer } from './handler/run.js'
import { isHttp2, type NodeResponse } from './http/messages.js'
import { type Opened, openBody, openedOf } from './http/response/body-reader.js'
import { type ResponseHead, readHead } from './http/response/head.js'
import { checkBlock } from './http/response/header-block.js'

/** @throws RouteHandlersError `RH_BAD_RESPONSE` for what cannot be sent to that response. */
export function headOf(answer: Answer, target: NodeResponse): ResponseHead {
  const head = answer.whole?.head ?? readHead(answer.response, answer.setCookie, answer.ours)
  if (isHttp2(target)) checkBlock(head)
  return head
}

/** @throws what {@link openBody} does. */
export function bodyOf(answer: Answer): Opened | Promise<Opened> {
  return answer.whole ? openedOf(answer.whole.body) : openBody(answer.response)
}

/** For an answer that nobody gets, or nothing but its head. */
export function discardBodyOf(answer: Answer): void {
  if (!answer.whole) discardBody(answer.response)
}
