/**
 * A Web `Response` onto a Node response: the second half of the converter.
 */
import { discardBody } from '../../fetch/discard-body.js'
import { DOMException } from '../../natives.js'
import type { Lifecycle } from '../lifecycle.js'
import { isHttp2, type NodeResponse } from '../messages.js'
import type { AnswerEvents } from './answer-events.js'
import { type Opened, openBody, openedOf } from './body-reader.js'
import type { ChunkReader } from './chunk-reader.js'
import { endWhole, lengthOf } from './end-whole.js'
import { isBodiless, type ResponseHead, readHead } from './head.js'
import { checkBlock } from './header-block.js'
import { pump } from './pump.js'
import { writeHead } from './write-head.js'

export interface SendOptions {
  readonly method: string | undefined
  readonly lifecycle: Lifecycle
  /** The complete list of cookies, where it is not simply the response's own. */
  readonly setCookie?: readonly string[] | undefined
  /** Fields beside those of the response. */
  readonly ours?: readonly (readonly [string, string])[] | undefined
  readonly events: AnswerEvents
  /** Whether a promise for a stream waits for its end; otherwise only for its head. */
  readonly untilSent?: boolean
}

const nothing = (): void => {}

/**
 * Answers at once where the body is all there or absent, otherwise gives a promise that resolves
 * when the answer, or the head of a stream, has been handed to Node, or the client has gone. Throws
 * and rejects only while nothing was written, so that the host can still answer.
 */
export function send(
  answer: Response,
  response: NodeResponse,
  options: SendOptions,
): void | Promise<void> {
  const { lifecycle, method } = options
  if (lifecycle.gone) return discardBody(answer, lifecycle.signal.reason)
  if (response.headersSent) {
    discardBody(answer)
    return options.events.onAnswered()
  }
  const head = readHead(answer, options.setCookie, options.ours)
  if (isHttp2(response)) checkBlock(head)
  if (isBodiless(head.status, method)) {
    discardBody(answer)
    return endWithoutBody(response, head, method)
  }
  const body = openBody(answer)
  if (!(body instanceof Promise)) return write(body, response, head, options)
  return body.then(opened => write(opened, response, head, options))
}

/** An answer of which nothing is left to be read. */
export interface WholeAnswer {
  readonly head: ResponseHead
  /** Nobody changes them. */
  readonly body: Uint8Array
}

/** As {@link send}, at once. */
export function sendWhole(
  { head, body }: WholeAnswer,
  response: NodeResponse,
  options: SendOptions,
): void | Promise<void> {
  const { lifecycle, method } = options
  if (lifecycle.gone) return
  if (response.headersSent) return options.events.onAnswered()
  if (isHttp2(response)) checkBlock(head)
  if (isBodiless(head.status, method)) return endWithoutBody(response, head, method)
  return write(openedOf(body), response, head, options)
}

function write(
  body: Opened,
  response: NodeResponse,
  head: ResponseHead,
  options: SendOptions,
): void | Promise<void> {
  if (response.headersSent) {
    if (body.kind === 'stream') body.chunks.cancel()
    return options.events.onAnswered()
  }
  if (body.kind === 'stream') return stream(body.chunks, response, head, options)
  if (options.lifecycle.gone) return
  if (body.kind === 'empty') {
    writeHead(response, head, 0)
    response.end()
  } else {
    const length = lengthOf(body.body)
    writeHead(response, head, length)
    endWhole(response, body.body, length)
  }
}

function endWithoutBody(
  response: NodeResponse,
  head: ResponseHead,
  method: string | undefined,
): void {
  const keepsLength = method === 'HEAD' || head.status === 304
  writeHead(response, head, head.status === 205 ? 0 : keepsLength ? head.contentLength : undefined)
  response.end()
}

function stream(
  chunks: ChunkReader,
  response: NodeResponse,
  head: ResponseHead,
  { lifecycle, events, untilSent }: SendOptions,
): void | Promise<void> {
  let stopped = false
  lifecycle.onAbort(reason => {
    stopped = true
    chunks.cancel(reason)
    // Before the head there is still an answer to give, and an ended one is all Node's.
    if (lifecycle.gone || !response.headersSent || response.writableEnded) return
    cut(response)
    const fault = faultBehind(reason)
    if (fault !== undefined) events.onCut(fault)
  })
  if (stopped) {
    if (lifecycle.gone) return
    throw faultBehind(lifecycle.signal.reason) ?? lifecycle.signal.reason
  }
  chunks.declare(head.contentLength)
  writeHead(response, head, head.contentLength)
  const fail = (error: unknown): void => {
    if (stopped) return
    chunks.cancel(error)
    cut(response)
    events.onCut(error)
  }
  if (!untilSent) return pump(chunks, response, nothing, fail)
  return new Promise(resolve => {
    pump(chunks, response, resolve, error => {
      fail(error)
      resolve()
    })
  })
}

/**
 * The error that gave up an answer, e.g. a deadline that passed. A client that has left, and a
 * shutdown, are nobody's fault.
 */
export function faultBehind(reason: unknown): unknown {
  return reason instanceof DOMException ? Reflect.get(reason, 'cause') : undefined
}

const NGHTTP2_INTERNAL_ERROR = 2

/**
 * Ends a half-written answer so that the client sees it is incomplete. Destroying an HTTP/2
 * stream without a code would end it cleanly.
 */
export function cut(response: NodeResponse): void {
  if (isHttp2(response)) response.stream.close(NGHTTP2_INTERNAL_ERROR)
  else response.destroy()
}
