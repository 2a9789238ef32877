/** The converter by itself, for those who mount no route directory. */
import { RouteHandlersError } from '../errors.js'
import { defineIncomingRequest } from '../fetch/incoming-request.js'
import { normaliseMethod } from '../fetch/method.js'
import { logError } from '../log-error.js'
import { Request } from '../natives.js'
import { drainOf } from './body/drain.js'
import { parsedOnMessage } from './body/parsed-by-host.js'
import { EndlessLifecycle, NodeLifecycle } from './lifecycle.js'
import type { NodeRequest, NodeResponse } from './messages.js'
import { compileTrust, originOf, type TrustProxyOption } from './request/forwarded.js'
import { targetsOf } from './request/targets.js'
import { send } from './response/send.js'
import { MessageParts } from './to-request.js'

const createRequest = defineIncomingRequest(Request)

/** Fetch standard, "forbidden method". */
const FORBIDDEN = new Set(['CONNECT', 'TRACE', 'TRACK'])

const MEBIBYTE = 1024 * 1024

/** What `toRequest()` takes beside the messages. */
export interface ToRequestOptions {
  /** Bytes that the body may have; more errors its stream with 413. Default 10 MiB; `false`: none. */
  readonly bodyLimit?: number | false
  /** Fixed public origin; wins over the Host header. */
  readonly origin?: string
  /** Whose `X-Forwarded-*` headers count, as Express's `trust proxy`. Default: nobody's. */
  readonly trustProxy?: TrustProxyOption
}

/**
 * A Web `Request` of a Node request. URL, headers, signal and body are made when first asked
 * for. A body that middleware has already parsed is rebuilt from its value.
 *
 * @param res - its response; with it, `signal` aborts when the client leaves.
 * @throws RouteHandlersError `RH_BAD_HOST` (400), `RH_BODY_LIMIT` (413), `RH_BAD_REQUEST` (400) for a
 *   target without a path (`OPTIONS *`) and for TRACE, which no `Request` can carry.
 *
 * @example
 * http.createServer(async (req, res) => {
 *   const request = toRequest(req, res)
 *   await sendResponse(Response.json(await request.json()), res)
 * })
 */
export function toRequest(
  req: NodeRequest,
  res?: NodeResponse,
  options: ToRequestOptions = {},
): Request {
  const { bodyLimit = 10 * MEBIBYTE, origin, trustProxy } = options
  const target = targetsOf(req)?.full
  if (target === undefined || FORBIDDEN.has(req.method ?? 'GET')) throw badRequest()
  const drain = res && drainOf(req, res, { bytes: 16 * MEBIBYTE, ms: 500 })
  const parts = new MessageParts(
    {
      message: req,
      lifecycle: res ? new NodeLifecycle(res) : new EndlessLifecycle(),
      target,
      origin: originOf(req, compileTrust(trustProxy)),
      parsed: parsedOnMessage(req),
      source: { req, res },
    },
    normaliseMethod(req.method ?? 'GET'),
    { origin, allowedHosts: undefined },
    bodyLimit === false ? Number.POSITIVE_INFINITY : bodyLimit,
  )
  parts.adviseOnSignature(target.path)
  if (drain && parts.state.kind === 'live') drain.body = parts.state.body
  return createRequest(parts)
}

/** What `sendResponse()` takes beside the responses. */
export interface SendResponseOptions {
  /** Called for a failure after the head was sent; the connection is then already cut. */
  readonly onError?: (error: unknown) => void
}

/**
 * Writes a Web `Response` to a Node response: cookies are appended and `Vary` is united with what
 * is already set, streams are flushed chunk by chunk and cancelled when the client leaves.
 *
 * Resolves when the answer was handed to Node. Rejects while nothing has been written, so that
 * the caller can still answer.
 *
 * @throws RouteHandlersError `RH_BAD_RESPONSE`, `RH_RESPONSE_REUSED`, or what the body threw before
 *   its first chunk.
 *
 * @example
 * await sendResponse(new Response('hello'), res)
 */
export async function sendResponse(
  response: Response,
  res: NodeResponse,
  options: SendResponseOptions = {},
): Promise<void> {
  const lifecycle = new NodeLifecycle(res)
  const onCut = options.onError ?? (error => logError('A response was cut:', error))
  await send(response, res, {
    method: res.req?.method,
    lifecycle,
    events: { onCut, onAnswered: () => {} },
    untilSent: true,
  })
}

function badRequest(): RouteHandlersError {
  return new RouteHandlersError(
    'RH_BAD_REQUEST',
    'No Request can be made of a target without a path, nor of the methods TRACE and CONNECT',
  )
}
