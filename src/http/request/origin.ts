/**
 * Scheme and authority of a request. Forwarded headers count only where the host server trusts
 * the peer that sent them; the result is validated whoever it came from.
 */
import { RouteHandlersError } from '../../errors.js'
import type { NodeRequest } from '../messages.js'
import { parseAuthority } from './authority.js'
import type { Target } from './target.js'

/** What the host server says about where a request was sent. */
export interface Origin {
  readonly scheme: 'http' | 'https'
  /** As received; empty or `undefined` when the client named none. */
  readonly authority: string | undefined
}

export interface OriginPolicy {
  /** Fixed public origin; wins over anything a client sends. */
  readonly origin: string | undefined
  readonly allowedHosts: ((host: string) => boolean) | undefined
  /** Whether handlers find it in `X-Forwarded-*` headers too. */
  readonly tellsOrigin?: boolean
}

/** The host server's own view, without any trust in forwarded headers. */
export function originOfSocket(request: NodeRequest): Origin {
  const { socket, headers } = request
  const scheme = 'encrypted' in socket && socket.encrypted ? 'https' : 'http'
  const authority = textOf(headers[':authority']) ?? textOf(headers.host)
  if (latest.authority !== authority || latest.scheme !== scheme) latest = { scheme, authority }
  return latest
}

/** Nearly every request names the same origin as the one before. */
let latest: Origin = { scheme: 'http', authority: undefined }

/** Middleware may have left anything in `req.headers`; the first of several is Node's choice too. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  return Array.isArray(value) && typeof value[0] === 'string' ? value[0] : undefined
}

/**
 * Returns `scheme://authority` for a request.
 *
 * @throws RouteHandlersError `RH_BAD_HOST` for an authority that is malformed, given twice, or
 *   not allowed.
 */
export function resolveOrigin(
  request: NodeRequest,
  seen: Origin,
  target: Target,
  policy: OriginPolicy,
): string {
  if (target.authority !== undefined && !parseAuthority(seen.scheme, target.authority)) badHost()
  if (hasTwoHosts(request)) badHost()
  if (policy.origin !== undefined) return policy.origin
  if (!seen.authority) return `${seen.scheme}://${fallback(request)}`
  if (hasConflictingAuthority(request)) badHost()
  const authority = parseAuthority(seen.scheme, seen.authority)
  if (authority === undefined) badHost()
  if (policy.allowedHosts && !policy.allowedHosts(authority)) badHost()
  return originAt(seen.scheme, authority)
}

let lastScheme: string | undefined
let lastAuthority: string | undefined
let lastOrigin = ''

function originAt(scheme: string, authority: string): string {
  if (authority !== lastAuthority || scheme !== lastScheme) {
    lastScheme = scheme
    lastAuthority = authority
    lastOrigin = `${scheme}://${authority}`
  }
  return lastOrigin
}

/** HTTP/1.0 needs no Host, and load balancers' health checks send none. */
function fallback(request: NodeRequest): string {
  const { localPort } = request.socket
  return localPort === undefined ? 'localhost' : `localhost:${localPort}`
}

/** RFC 9112 §3.2: a server MUST answer 400 to more than one Host line. Node keeps the first. */
function hasTwoHosts({ rawHeaders }: NodeRequest): boolean {
  let found = false
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]!
    if (name.length !== 4 || (name !== 'Host' && name.toLowerCase() !== 'host')) continue
    if (found) return true
    found = true
  }
  return false
}

/** HTTP/2 names the host in `:authority`; a different Host beside it is ambiguous. */
function hasConflictingAuthority({ headers }: NodeRequest): boolean {
  const authority = headers[':authority']
  return authority !== undefined && headers.host !== undefined && headers.host !== authority
}

function badHost(): never {
  throw new RouteHandlersError(
    'RH_BAD_HOST',
    'The Host header is not a valid host name with an optional port',
  )
}
