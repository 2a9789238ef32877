/**
 * Request headers as the host sees them: `req.headers`, because earlier middleware may have
 * changed it, with Node's rules for repeated lines (cookie joined with `; `, set-cookie kept
 * apart, the first of a singleton wins).
 */
import type { IncomingHttpHeaders } from 'node:http'
import { Headers } from '../../natives.js'

/** Not the method of a subclass, which may do more than that. */
const { append } = Headers.prototype

/** @param headers - to add them to. */
export function toHeaders(from: IncomingHttpHeaders, headers: Headers = new Headers()): Headers {
  for (const name in from) {
    // HTTP/2 pseudo headers are not fields (RFC 9113 §8.3).
    if (name.charCodeAt(0) !== 58) add(headers, name, from[name])
  }
  const authority = from[':authority']
  if (typeof authority === 'string' && !headers.has('host')) headers.set('host', authority)
  return headers
}

/** Middleware may have left anything in `req.headers`; what is no field value is left out. */
function add(headers: Headers, name: string, value: unknown): void {
  if (Array.isArray(value)) {
    for (const item of value) add(headers, name, item)
    return
  }
  if (typeof value !== 'string' && typeof value !== 'number') return
  try {
    append.call(headers, name, String(value))
  } catch {
    // A name or value that no client could have sent.
  }
}
