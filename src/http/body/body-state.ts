/**
 * What earlier middleware has done with a request body. `req.body` being truthy says nothing
 * (Express 4 leaves `{}` on bodies it never read), nor do `req.complete` and `req.destroyed`:
 * the bytes are gone if and only if somebody read them.
 */
import { RouteHandlersError } from '../../errors.js'
import type { NodeRequest } from '../messages.js'
import { bodyLimitError, consumedError } from './body-errors.js'
import { LiveBody } from './live-body.js'
import { type EncodedForm, encodeForm, hasFiles } from './multipart.js'
import { encodeParsedBody, essenceOf } from './parsed-body.js'

/** What the host's parsers left on the request; `undefined` for what they did not. */
export interface ParsedByHost {
  readonly value: unknown
  /** A copy of the exact bytes, under whatever name the host keeps one. */
  readonly raw: unknown
  readonly files: unknown
}

export type BodyState =
  | { readonly kind: 'none' }
  | { readonly kind: 'live'; readonly body: LiveBody }
  /** The client's own bytes, kept by somebody. */
  | { readonly kind: 'exact'; readonly bytes: Uint8Array }
  /** Bytes of ours that mean the same. */
  | { readonly kind: 'rebuilt'; readonly bytes: Uint8Array; readonly contentType?: string }
  | { readonly kind: 'form'; readonly form: EncodedForm }
  | { readonly kind: 'lost'; readonly error: RouteHandlersError }

export const NO_BODY: BodyState = { kind: 'none' }

/** Fetch standard: a `Request` with one of these methods has no body, whatever was sent. */
export function canHaveBody(method: string): boolean {
  return method !== 'GET' && method !== 'HEAD'
}

/**
 * @param method - as the handler sees it.
 * @param limit - bytes; applies to what is still to be read, not to what a parser accepted.
 * @throws RouteHandlersError `RH_BODY_LIMIT` (413) for a larger declared length,
 *   `RH_UNSUPPORTED_CODING` (501) for a transfer coding that Node does not undo.
 */
export function bodyStateOf(
  request: NodeRequest,
  method: string,
  parsed: ParsedByHost,
  limit: number,
): BodyState {
  if (!canHaveBody(method)) return NO_BODY
  const raw = bytesOf(parsed.raw)
  if (raw !== undefined) return { kind: 'exact', bytes: raw }
  if (!isConsumed(request)) {
    refuseUpFront(request, limit)
    return { kind: 'live', body: new LiveBody(request, limit) }
  }
  // A parser that met an empty body leaves `{}`; the handler must see no bytes, as without it.
  if (!request.readableDidRead && request.readableEnded) {
    return { kind: 'exact', bytes: new Uint8Array() }
  }
  return rebuild(request, parsed)
}

/** `_body` is how body-parser 1.x marks a request that it has read. */
function isConsumed(request: NodeRequest): boolean {
  return (
    request.readableDidRead ||
    request.readableEnded ||
    (request as { readonly _body?: unknown })._body === true
  )
}

function rebuild(request: NodeRequest, { value, files }: ParsedByHost): BodyState {
  const contentType = request.headers['content-type']
  const multipart = essenceOf(contentType) === 'multipart/form-data'
  try {
    if (hasFiles(files) || (multipart && typeof value === 'object' && value !== null)) {
      return { kind: 'form', form: encodeForm(value, files) }
    }
    if (value === undefined) return { kind: 'lost', error: consumedError() }
    if (value instanceof Uint8Array) return { kind: 'exact', bytes: value }
    return { kind: 'rebuilt', ...encodeParsedBody(value, contentType, declaredLength(request)) }
  } catch (cause) {
    return { kind: 'lost', error: cause instanceof RouteHandlersError ? cause : unsupported(cause) }
  }
}

function unsupported(cause: unknown): RouteHandlersError {
  return new RouteHandlersError(
    'RH_BODY_UNSUPPORTED',
    'The parsed request body cannot be turned back into bytes. ' +
      'Mount routeHandlers() before the parser, or keep the bytes with keepRawBody.',
    { cause },
  )
}

function declaredLength({ headers }: NodeRequest): number | undefined {
  const length = headers['content-length']
  if (length === undefined || headers['content-encoding'] !== undefined) return undefined
  return Number(length)
}

function refuseUpFront({ headers }: NodeRequest, limit: number): void {
  if (Number(headers['content-length']) > limit) throw bodyLimitError(limit)
  const coding = headers['transfer-encoding']
  if (coding !== undefined && String(coding).trim().toLowerCase() !== 'chunked') {
    throw new RouteHandlersError(
      'RH_UNSUPPORTED_CODING',
      'Only the chunked transfer coding is supported (RFC 9112 §6.1)',
    )
  }
}

function bytesOf(raw: unknown): Uint8Array | undefined {
  if (raw instanceof Uint8Array) return raw
  return typeof raw === 'string' ? Buffer.from(raw) : undefined
}
