/** What the routes answer, or refuse, without a handler. */
import { RouteHandlersError } from './errors.js'
import type { Exchange, Result } from './exchange.js'
import { Response } from './natives.js'

export function answerWith(status: number, headers: Record<string, string> = {}): Result {
  return { kind: 'answer', response: new Response(null, { status, headers }) }
}

/** Relative, and with exactly one leading slash: never another origin. */
export function withoutSlash({ path, search }: Exchange['location']): string {
  return `/${path.replace(/^\/+|\/+$/g, '')}${search}`
}

export function badPath(reason: string): RouteHandlersError {
  return new RouteHandlersError('RH_BAD_PATH', `The request path is not acceptable: ${reason}`)
}

/** @param headers - what asks the client to go, where it is asked by a header. */
export function closing(
  headers: Record<string, string> = { connection: 'close' },
): RouteHandlersError {
  return new RouteHandlersError('RH_CLOSING', 'The server is shutting down', { headers })
}

export function passAfterRead(): RouteHandlersError {
  return new RouteHandlersError(
    'RH_PASS_AFTER_READ',
    'pass() was returned after the request body was read; the next route could not read it ' +
      'again. Decide before reading, or mount a body parser in front.',
  )
}
