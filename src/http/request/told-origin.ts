/**
 * `X-Forwarded-Host`, `-Port`, `-Proto` and `-For` where nobody in front has set them, as Next.js
 * adds them: handlers written for it build URLs of `headers()` alone, where there is no request.
 * They say what `request.url` says, so that both name the same server.
 */
import { Headers } from '../../natives.js'

/** Whatever somebody has put in their place on one object: nobody asks for these fields by it. */
const { append, has } = Headers.prototype

/**
 * @param origin - the validated one of `request.url`.
 * @param address - of the peer.
 */
export function tellOrigin(headers: Headers, origin: string, address: string | undefined): void {
  const at = origin.indexOf('://')
  const scheme = origin.slice(0, at)
  const authority = origin.slice(at + 3)
  add(headers, 'x-forwarded-host', authority)
  add(headers, 'x-forwarded-port', portOf(scheme, authority))
  add(headers, 'x-forwarded-proto', scheme)
  if (address) add(headers, 'x-forwarded-for', address)
}

function add(headers: Headers, name: string, value: string): void {
  if (!has.call(headers, name)) append.call(headers, name, value)
}

function portOf(scheme: string, authority: string): string {
  const colon = authority.indexOf(':', authority.indexOf(']') + 1)
  if (colon !== -1) return authority.slice(colon + 1)
  return scheme === 'https' ? '443' : '80'
}
