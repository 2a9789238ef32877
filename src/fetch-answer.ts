/**
 * The answer that `routes.fetch()` gives: checked as for any host (reliability rules R14, R17), and
 * with a body whose end is seen, because `after()` work and a shutdown wait for it.
 */

import { discardBody } from './fetch/discard-body.js'
import type { Answer } from './handler/run.js'
import { openBody } from './http/response/body-reader.js'
import type { ChunkReader } from './http/response/chunk-reader.js'
import { bytesOf } from './http/response/end-whole.js'
import { isBodiless, type ResponseHead, readHead } from './http/response/head.js'
import type { WholeAnswer } from './http/response/send.js'
import { setImmediate } from './immediate.js'
import { Headers, ReadableStream, Response } from './natives.js'

export interface Ending {
  readonly end: () => void
  onAbort(callback: (reason: unknown) => void): void
}

/** @throws RouteHandlersError `RH_BAD_RESPONSE`, `RH_RESPONSE_REUSED`, or what the body threw. */
export async function toResponse(
  answer: Answer,
  method: string,
  lifecycle: Ending,
): Promise<Response> {
  if (answer.whole) return completeWhole(answer.whole, method, lifecycle)
  const { response, setCookie, ours } = answer
  const head = readHead(response, setCookie, ours)
  if (isBodiless(head.status, method)) {
    discardBody(response)
    return complete(null, head, head.contentLength, lifecycle)
  }
  const body = await openBody(response)
  if (body.kind === 'stream') {
    return new Response(observed(body.chunks, head, lifecycle), initOf(head, head.contentLength))
  }
  const bytes = body.kind === 'whole' ? bytesOf(body.body) : null
  const length = head.contentLength === undefined ? undefined : (bytes?.byteLength ?? 0)
  return complete(bytes, head, length, lifecycle)
}

function completeWhole({ head, body }: WholeAnswer, method: string, lifecycle: Ending): Response {
  const isEmpty = isBodiless(head.status, method) || body.byteLength === 0
  return complete(isEmpty ? null : body, head, head.contentLength, lifecycle)
}

/** Nothing is left for the handler to give, so its answer has ended. */
function complete(
  bytes: Uint8Array | null,
  head: ResponseHead,
  length: number | undefined,
  lifecycle: Ending,
): Response {
  setImmediate(() => lifecycle.end())
  return new Response(bytes as Uint8Array<ArrayBuffer> | null, initOf(head, length))
}

function initOf(head: ResponseHead, length: number | undefined): ResponseInit {
  const { status, statusText, fields, setCookie, vary } = head
  const headers = new Headers(fields.map(([name, value]): [string, string] => [name, value]))
  for (const cookie of setCookie) headers.append('set-cookie', cookie)
  if (vary !== undefined) headers.set('vary', vary)
  if (length !== undefined && status !== 204) headers.set('content-length', String(length))
  return { status, statusText, headers }
}

/** The chunks as a body that tells of its end, however it comes about. */
function observed(
  chunks: ChunkReader,
  { contentLength }: ResponseHead,
  lifecycle: Ending,
): ReadableStream<Uint8Array> {
  chunks.declare(contentLength)
  const stop = (reason: unknown): void => {
    chunks.cancel(reason)
    setImmediate(() => lifecycle.end())
  }
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        lifecycle.onAbort(reason => {
          stop(reason)
          controller.error(reason)
        })
      },
      async pull(controller) {
        try {
          const chunk = await chunks.next()
          if (chunk) {
            controller.enqueue(chunk)
            return
          }
          controller.close()
          setImmediate(() => lifecycle.end())
        } catch (error) {
          stop(error)
          controller.error(error)
        }
      },
      cancel: stop,
    },
    { highWaterMark: 0 },
  )
}
