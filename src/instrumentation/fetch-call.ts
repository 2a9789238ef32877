/** A call of `fetch`, as its span shows it. */
import { URL } from '../natives.js'

export interface CallSpan {
  readonly name: string
  readonly attributes: Readonly<Record<string, unknown>>
}

/** Never fails: what is wrong with the call, the call itself says. */
export function describeCall(args: ArrayLike<unknown>): CallSpan {
  const [input, init] = [Object(args[0]), Object(args[1])] as [Partial<Request>, RequestInit]
  try {
    const method = (init.method ?? input.method ?? 'GET').toUpperCase()
    const url = new URL(typeof input.url === 'string' ? input.url : String(args[0]))
    // No credentials in `http.url`, as OpenTelemetry has it.
    url.username = ''
    url.password = ''
    return {
      name: `fetch ${method} ${url.href}`,
      attributes: {
        'http.url': url.href,
        'http.method': method,
        'net.peer.name': url.hostname,
        ...(url.port !== '' && { 'net.peer.port': url.port }),
      },
    }
  } catch {
    return { name: 'fetch', attributes: {} }
  }
}
