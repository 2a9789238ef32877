/** Which of a route's methods answers a request, and what is answered when none does. */
import { Response } from '../natives.js'
import type { Handler, RouteModule } from './route-module.js'

/** See `RouteOptions.fallthrough`. */
export type Fallthrough = 'path' | 'method' | false

/** A handler to run; else an answer, or none. */
export type MethodDecision =
  | Handler
  | { readonly kind: 'answer'; readonly response: Response }
  /** The host goes on. `allow`: what to add to its answer to OPTIONS. */
  | { readonly kind: 'pass'; readonly allow?: string }

export function decideMethod(
  { methods, allow }: RouteModule,
  method: string,
  fallthrough: Fallthrough,
): MethodDecision {
  const handler = methods.get(method) ?? (method === 'HEAD' ? methods.get('GET') : undefined)
  if (handler !== undefined) return handler
  // Metadata files answer nothing but GET and HEAD.
  if (method === 'OPTIONS' && allow.includes(method)) {
    // Something behind us may serve further methods of this path, or answer the preflight.
    if (fallthrough === 'method') return { kind: 'pass', allow }
    return { kind: 'answer', response: new Response(null, { status: 204, headers: { allow } }) }
  }
  if (fallthrough === 'method') return { kind: 'pass' }
  // RFC 9110 §15.5.6: a 405 MUST carry Allow.
  return { kind: 'answer', response: new Response(null, { status: 405, headers: { allow } }) }
}
