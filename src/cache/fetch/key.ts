/** The key of fetched data: everything that the origin is told, and nothing of who asks. */
import { randomUUID } from 'node:crypto'
import { hashKey, type KeyPart } from '../entry/key.js'
import { MULTIPART, type SentBody } from './body.js'

/** Of tracing: other for every request. */
const LEFT_OUT = new Set(['traceparent', 'tracestate'])

/**
 * @param request - what the call amounts to, as the platform merges it. A URL with a name and a
 *   password in it is none.
 * @param prefix - the option `fetchCacheKeyPrefix`.
 */
export function fetchKey(request: Request, body: SentBody, prefix: string, init: object): string {
  const { mode, redirect, credentials, referrer, referrerPolicy, integrity, cache } = request
  const settings = [mode, redirect, credentials, referrer, referrerPolicy, integrity, cache]
  return hashKey([
    ...['v1', 'F', prefix, request.url, request.method, body.type],
    ...[headersOf(request, body), ...settings, body.chunks],
    ...senderOf(init),
  ])
}

/** `Authorization` and `Cookie` included: what one credential got is no other's. */
function headersOf({ headers }: Request, { type }: SentBody): KeyPart {
  // The boundary of a form is drawn by chance each time.
  const isForm = type === MULTIPART
  return [...headers].filter(
    ([name, value]) =>
      !LEFT_OUT.has(name) && !(isForm && name === 'content-type' && value.startsWith(MULTIPART)),
  )
}

const senders = new WeakMap<object, string>()

/**
 * A dispatcher of undici may carry a client certificate or lead to another host: what one gets is
 * no other's, nor another process's.
 */
function senderOf(init: object): KeyPart[] {
  const dispatcher: unknown = Reflect.get(init, 'dispatcher')
  if (typeof dispatcher !== 'object' || dispatcher === null) return []
  const id = senders.get(dispatcher) ?? randomUUID()
  senders.set(dispatcher, id)
  return [id]
}
