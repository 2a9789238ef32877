/**
 * `X-Forwarded-Proto` and `X-Forwarded-Host`, believed only from a peer that the host trusts,
 * and only as far as they make sense.
 */
import proxyAddr from 'proxy-addr'
import { RouteHandlersError } from '../../errors.js'
import type { NodeRequest } from '../messages.js'
import { type Origin, originOfSocket } from './origin.js'

/** Whether the peer at an address is a trusted proxy; Express's `trust proxy fn`. */
export type TrustProxy = (address: string, hop: number) => boolean

/**
 * Express's values of `trust proxy`: all or none, a number of hops, addresses, or a function.
 */
export type TrustProxyOption = boolean | number | string | readonly string[] | TrustProxy

/** @throws RouteHandlersError `RH_INVALID_OPTION` for what is no address or network. */
export function compileTrust(option: TrustProxyOption | undefined): TrustProxy | undefined {
  if (option === undefined || option === false) return undefined
  if (option === true) return () => true
  if (typeof option === 'function') return option
  if (typeof option === 'number') return (_address, hop) => hop < option
  return compileAddresses(typeof option === 'string' ? option.split(/\s*,\s*/) : [...option])
}

/** By list: `toRequest()` is given the same one with every message. Lists are written in code. */
const compiled = new Map<string, TrustProxy>()

function compileAddresses(addresses: string[]): TrustProxy {
  const list = addresses.join()
  try {
    const trust = compiled.get(list) ?? proxyAddr.compile(addresses)
    compiled.set(list, trust)
    return trust
  } catch (cause) {
    throw new RouteHandlersError(
      'RH_INVALID_OPTION',
      `The option "trustProxy" must list addresses, networks, or the names "loopback", "linklocal" and "uniquelocal": ${(cause as Error).message}`,
      { cause },
    )
  }
}

export function originOf(request: NodeRequest, trust: TrustProxy | undefined): Origin {
  const own = originOfSocket(request)
  if (trust === undefined || !trust(request.socket.remoteAddress ?? '', 0)) return own
  const scheme = first(request.headers['x-forwarded-proto'])
  return {
    scheme: scheme === 'http' || scheme === 'https' ? scheme : own.scheme,
    authority: first(request.headers['x-forwarded-host']) ?? own.authority,
  }
}

/** The client-side end of a list that each proxy appends to. */
function first(header: string | string[] | undefined): string | undefined {
  return header?.toString().split(',', 1)[0]?.trim() || undefined
}
