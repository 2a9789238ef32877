/**
 * What `NextRequest` remembers about a request. Beside the object, because instances that came
 * over the wire were never constructed and have no fields of the class.
 */
import type { RequestCookies } from './cookies.js'
import type { NextURLConfig } from './pathname.js'
import type { NextURL } from './url.js'

/** What `new NextRequest()` takes beside the members of the Fetch standard. */
export interface NextRequestInit extends RequestInit {
  readonly geo?: Geo
  readonly ip?: string
  readonly nextConfig?: NextURLConfig
}

/** Where the client is, as Vercel's proxy reported it up to Next.js 14. */
export interface Geo {
  readonly city?: string
  readonly country?: string
  readonly region?: string
}

/** What was given to the constructor, where it ran, and what was computed since. */
export interface Extras {
  readonly init?: Pick<NextRequestInit, 'geo' | 'ip' | 'nextConfig'>
  url?: string
  nextUrl?: NextURL
  cookies?: RequestCookies
}

export const extras = new WeakMap<object, Extras>()

/** Also for a request that the constructor never saw. */
export function extrasOf(request: object): Extras {
  const known = extras.get(request)
  if (known) return known
  const fresh: Extras = {}
  extras.set(request, fresh)
  return fresh
}
