/**
 * What rewritten route files call in the place of `new Response(…)` and `Response.json(…)`
 * (docs/decisions/083): genuine native responses with a late body. `undefined` where only the
 * platform can do it, or must fail as it does: then the caller runs what was written.
 */
import { lateResponses } from './fast-paths.js'
import { wholeBody } from './fetch/whole-body.js'
import { Response } from './natives.js'
import { state } from './state.js'

export interface LateResponses {
  /** @param called - what `Response` means where it is called: a host may have replaced it. */
  construct(called: unknown, body: unknown, init: ResponseInit | undefined): Response | undefined
  json(called: unknown, data: unknown, init: ResponseInit | undefined): Response | undefined
}

const nativeJson = Response.json

export const runtime: LateResponses = {
  construct(called, body, init) {
    const late = called === Response ? wholeBody(body) : undefined
    if (late === undefined) return undefined
    const response = new Response(late, init)
    return typeof body === 'string' ? typed(response, 'text/plain;charset=UTF-8') : response
  },

  json(called, data, init) {
    // Unlike the constructor, it does not take `null` for an init.
    if (called !== Response || Response.json !== nativeJson || init === null) return undefined
    const late = wholeBody(stringified(data))
    return late && typed(new Response(late, init), 'application/json')
  },
}

/** `undefined` where there is no JSON. Whether that or the init is the error, the platform says. */
function stringified(data: unknown): string | undefined {
  try {
    return JSON.stringify(data)
  } catch {
    return undefined
  }
}

/** A stream has no type of its own (Fetch standard, "initialize a response"). */
function typed(response: Response, contentType: string): Response {
  const { headers } = response
  if (!headers.has('content-type')) headers.set('content-type', contentType)
  return response
}

/** Without effect where a copy of this package has done it. */
export function installLateResponses(): void {
  if (lateResponses) state.lateResponses ??= runtime
}
