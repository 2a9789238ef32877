/** What can be wrong with a request body. */
import { RouteHandlersError } from '../../errors.js'

export function consumedError(): RouteHandlersError {
  return new RouteHandlersError(
    'RH_BODY_CONSUMED',
    'The request body was read by earlier middleware, which left no value behind. ' +
      'Mount routeHandlers() before the middleware that reads it, or keep the bytes with ' +
      'express.json({ verify: keepRawBody }).',
  )
}

export function bodyLimitError(limit: number): RouteHandlersError {
  return new RouteHandlersError('RH_BODY_LIMIT', `The request body is larger than ${limit} bytes`)
}

export function truncatedError(cause?: unknown): RouteHandlersError {
  return new RouteHandlersError(
    'RH_BODY_ABORTED',
    'The request body is not complete: the client disconnected, or the answer was sent first',
    cause === undefined ? {} : { cause },
  )
}
