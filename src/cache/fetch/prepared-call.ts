/**
 * A call that is to be stored: what it amounts to, as the platform merges a `Request` and what is
 * given beside it, and the way to the origin, as often as it is needed.
 */
import { Request } from '../../natives.js'
import { type SentBody, sentBody } from './body.js'
import { type Called, isRequest, withoutNext } from './call.js'
import { fetchKey } from './key.js'

export interface Prepared {
  readonly key: string
  readonly method: string
  readonly url: string
  /** Of the one who calls. */
  readonly signal: AbortSignal | undefined
  open(signal: AbortSignal): Promise<Response>
}

/** What the platform refuses, it refuses itself. */
export function asRequest({ args: [input, init] }: Called): Request | undefined {
  try {
    return new Request(input, withoutNext([input, init])[1])
  } catch {
    return undefined
  }
}

/** @param prefix - the option `fetchCacheKeyPrefix`. */
export async function prepare(called: Called, request: Request, prefix: string): Promise<Prepared> {
  const [input, init] = called.args
  const body = await sentBody(init?.body, request)
  return {
    key: fetchKey(request, body, prefix, init ?? {}),
    method: request.method,
    url: request.url,
    signal: signalOf(input, init),
    open: signal => send(called, request, body, signal),
  }
}

function signalOf(input: unknown, init: RequestInit | undefined): AbortSignal | undefined {
  if (init?.signal !== undefined) return init.signal ?? undefined
  return isRequest(input) ? input.signal : undefined
}

/** With the caller's own words where they can be repeated: whatever is below sees what it would. */
function send(
  { original, self, args }: Called,
  request: Request,
  { again }: SentBody,
  signal: AbortSignal,
): Promise<Response> {
  const [input] = args
  const body = again === undefined ? {} : { body: again }
  if (isRequest(input)) {
    return Reflect.apply(original, self, [new Request(request, { ...body, signal })])
  }
  const [, init] = withoutNext(args)
  return Reflect.apply(original, self, [input, { ...init, ...body, signal }])
}
