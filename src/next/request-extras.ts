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

/** Returns what it is given, so that a field of the class below is put on an object made elsewhere. */
class Given {
  constructor(object: object) {
    // biome-ignore lint/correctness/noConstructorReturn: this is what the class is for
    return object
  }
}

/** A private field costs a fraction of an entry of a WeakMap, to make and to collect. */
class Extended extends Given {
  #extras: Extras

  constructor(request: object, extras: Extras) {
    super(request)
    this.#extras = extras
  }

  static read(request: object): Extras | undefined {
    return #extras in request ? request.#extras : undefined
  }
}

/** Engines may refuse a private field to what is frozen (TC39, "nonextensible applies to private"). */
let frozen: WeakMap<object, Extras> | undefined

/** To be called once for a request. */
export function setExtras(request: object, extras: Extras): void {
  new Extended(request, extras)
}

/** Also for a request that the constructor never saw. */
export function extrasOf(request: object): Extras {
  const known = Extended.read(request) ?? frozen?.get(request)
  if (known) return known
  const fresh: Extras = {}
  if (Object.isExtensible(request)) new Extended(request, fresh)
  else remember(request, fresh)
  return fresh
}

function remember(request: object, extras: Extras): void {
  frozen ??= new WeakMap()
  frozen.set(request, extras)
}
