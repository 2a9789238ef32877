/**
 * `X-Forwarded-Host`, `-Port`, `-Proto` and `-For` where nobody in front has set them, as Next.js
 * adds them: handlers written for it build URLs of `headers()` alone, where there is no request.
 * They say what `request.url` says, so that both name the same server.
 */
import type { NodeRequest } from '../messages.js'

/** @param origin - the validated one of `request.url`. */
export function tellOrigin(headers: Headers, origin: string, message: NodeRequest): void {
  const sent = message.headers
  const at = origin.indexOf('://')
  const scheme = origin.slice(0, at)
  const authority = origin.slice(at + 3)
  const address = message.socket?.remoteAddress
  if (!sent['x-forwarded-host']) headers.append('x-forwarded-host', authority)
  if (!sent['x-forwarded-port']) headers.append('x-forwarded-port', portOf(scheme, authority))
  if (!sent['x-forwarded-proto']) headers.append('x-forwarded-proto', scheme)
  if (!sent['x-forwarded-for'] && address) headers.append('x-forwarded-for', address)
}

function portOf(scheme: string, authority: string): string {
  const colon = authority.indexOf(':', authority.indexOf(']') + 1)
  if (colon !== -1) return authority.slice(colon + 1)
  return scheme === 'https' ? '443' : '80'
}
