/**
 * Validation of `Host` and `:authority` (RFC 9110 §7.2). Grammar first, then the round trip
 * through the URL parser, which alone knows that `--.80` is an invalid IPv4 address and that
 * `80` would become `0.0.0.80`.
 */
import { URL } from '../../natives.js'

const GRAMMAR = /^(?:\[[0-9a-f:.]+\]|[a-z0-9._~!$&'()*+,;=-]+)(?::\d{0,5})?$/i

/** RFC 1035 §2.3.4: octets of a name. */
const MAX_NAME = 255
/** A colon and five digits. */
const MAX_PORT = 6

let lastScheme: string | undefined
let lastAuthority: string | undefined
let lastResult: string | undefined

/**
 * Returns the authority as the URL standard serialises it for a scheme, `undefined` if it is not
 * a host name, IPv4 or bracketed IPv6 address with an optional port.
 */
export function parseAuthority(scheme: 'http' | 'https', authority: string): string | undefined {
  // Nearly every request of a connection names the same host.
  if (authority !== lastAuthority || scheme !== lastScheme) {
    lastResult = parse(`${scheme}://${authority}`, authority)
    lastAuthority = authority
    lastScheme = scheme
  }
  return lastResult
}

function parse(input: string, authority: string): string | undefined {
  if (authority.length > MAX_NAME + MAX_PORT || !GRAMMAR.test(authority)) return undefined
  const { hostname, host } = parseUrl(input) ?? {}
  const colon = authority.indexOf(':', authority.indexOf(']') + 1)
  const name = colon === -1 ? authority : authority.slice(0, colon)
  if (name.length > MAX_NAME) return undefined
  return hostname === name.toLowerCase() || isIPv6(name) ? host : undefined
}

function parseUrl(input: string): URL | undefined {
  return URL.canParse(input) ? new URL(input) : undefined
}

/** IPv6 has several spellings, so the parser's canonical one may differ. */
function isIPv6(name: string): boolean {
  return name.startsWith('[')
}
