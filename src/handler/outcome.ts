/** What a handler returned or threw, as an answer or as an error for the host. */
import { RouteHandlersError } from '../errors.js'
import { Response } from '../natives.js'
import { interpretThrown } from '../next/control-flow.js'
import { locationOf } from '../next/location.js'
import type { NextRequest } from '../next/request.js'
import type { Compat } from '../next/scope.js'
import { toError } from '../thrown.js'

/** The answer, and whether cookies set before it are sent with it. */
export interface Outcome {
  readonly response: Response
  readonly keepsCookies: boolean
}

/** The handler's request and file, for messages. */
export interface Called {
  readonly request: NextRequest
  readonly method: string
  readonly file: string
  readonly compat: Compat
  readonly dev: boolean
}

const REWRITE =
  'NextResponse.rewrite() was used in a app route handler, this is not currently supported. Please remove the invocation to continue.'
const NEXT =
  'NextResponse.next() was used in a app route handler, this is not supported. See here for more info: https://nextjs.org/docs/messages/next-response-next-in-app-route-handler'

/** @throws RouteHandlersError for anything that is no answer. */
export function readReturned(value: unknown, called: Called): Outcome {
  if (!isResponse(value)) throw noResponse(value, called)
  // One by one: asking `Headers` for a name checks and folds it each time. A polyfill may not fold.
  for (const [name, text] of value.headers) {
    if (!name.startsWith('x-middleware-') && name.charAt(0) !== 'X') continue
    const key = name.toLowerCase()
    if (key === 'x-middleware-rewrite') throw refused('RH_REWRITE_IN_HANDLER', REWRITE, called)
    if (key === 'x-middleware-next' && text === '1')
      throw refused('RH_NEXT_IN_HANDLER', NEXT, called)
  }
  return { response: value, keepsCookies: true }
}

/** @throws what was thrown, wrapped if it is no Error, unless it is Next.js control flow. */
export function readThrown(thrown: unknown, called: Called): Outcome {
  const flow = interpretThrown(thrown, called.compat)
  if (flow === undefined) throw toError(thrown, called.file)
  if (flow.kind === 'http-error') {
    return { response: new Response(null, { status: flow.status }), keepsCookies: false }
  }
  const status = isPossibleServerAction(called) && called.compat > 14 ? 303 : flow.status
  const headers = { location: locationOf(flow.url, called.dev) }
  return { response: new Response(null, { status, headers }), keepsCookies: true }
}

/**
 * A native Response, or one of another realm or a polyfill: the same shape is enough, since
 * nothing below relies on the class.
 */
function isResponse(value: unknown): value is Response {
  if (value instanceof Response) return true
  if (typeof value !== 'object' || value === null) return false
  const { status, headers, body } = value as Partial<Response>
  if (typeof status !== 'number' || typeof headers?.get !== 'function') return false
  return body === null || isBody(body)
}

/** A stream of the platform, or one of Node, which the responses of node-fetch have. */
function isBody(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return false
  return 'getReader' in body || 'pipe' in body
}

function noResponse(value: unknown, { file, method, request }: Called): RouteHandlersError {
  const message =
    `No response is returned from route handler '${file}'. Expected a Response object but ` +
    `received '${nameOf(value)}' (method: ${method}, url: ${request.url}). Ensure you return a ` +
    '`Response` or a `NextResponse` in all branches of your handler.'
  return new RouteHandlersError('RH_NO_RESPONSE', message, { file })
}

function nameOf(value: unknown): string {
  if (value === null || value === undefined) return String(value)
  if (typeof value !== 'object') return typeof value
  return value.constructor?.name ?? 'object'
}

function refused(
  code: 'RH_REWRITE_IN_HANDLER' | 'RH_NEXT_IN_HANDLER',
  message: string,
  { file }: Called,
): RouteHandlersError {
  return new RouteHandlersError(code, `${message} (${file})`, { file })
}

/** Next.js answers a form that was posted with See Other, so that a reload does not post again. */
function isPossibleServerAction({ request, method }: Called): boolean {
  if (method !== 'POST') return false
  const { headers } = request
  const type = headers.get('content-type')
  return (
    type === 'application/x-www-form-urlencoded' ||
    type?.startsWith('multipart/form-data') === true ||
    headers.has('next-action')
  )
}
