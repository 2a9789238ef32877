/**
 * The request that a handler sees whose answer is stored: made of the key and of nothing else, so
 * that the answer cannot depend on anything that a client may vary.
 */
import { inspect } from 'node:util'

/** What Next.js puts in the place of an origin. */
export const KEY_ORIGIN = 'http://localhost:3000'

/** Members of a request that vary with the client. */
const REQUEST = new Set([
  'headers',
  'cookies',
  'url',
  'body',
  'blob',
  'bytes',
  'json',
  'text',
  'arrayBuffer',
  'formData',
])

const NEXT_URL = new Set(['search', 'searchParams', 'url', 'href', 'origin', 'toJSON', 'toString'])

/** What the language and the console look for; behind other symbols is the state of a request. */
const HARMLESS: ReadonlySet<unknown> = new Set([
  inspect.custom,
  Symbol.asyncIterator,
  Symbol.hasInstance,
  Symbol.isConcatSpreadable,
  Symbol.iterator,
  Symbol.toPrimitive,
  Symbol.toStringTag,
])

/** Told of what is asked for, as messages name it: `request.url`. May throw. */
export type OnAccess = (expression: string) => void

interface Watchable {
  /** Copies of a request that was constructed have none. */
  readonly nextUrl?: object
  clone(): Watchable
}

interface Watched {
  readonly request: object
  readonly onAccess: OnAccess
}

const watchedRequests = new WeakMap<object, Watched>()

/**
 * The request behind a proxy that tells of what varies, its `nextUrl` and its copies included.
 *
 * @param keyUrl - what the rest of `nextUrl` says until something of it was told of, where the
 *   request is a client's: the host is no part of a key.
 */
export function watched<R extends Watchable>(
  request: R,
  onAccess: OnAccess,
  keyUrl?: { clone(): object },
): R {
  let nextUrl: object | undefined
  const proxy = new Proxy(request, {
    get(target, name) {
      if (name === 'clone') return () => watched(target.clone() as R, onAccess, keyUrl)
      if (name === 'nextUrl' && target.nextUrl !== undefined) {
        nextUrl ??= watchedUrl(target.nextUrl, onAccess, keyUrl?.clone())
        return nextUrl
      }
      if (typeof name === 'symbol' && !HARMLESS.has(name)) onAccess('request')
      if (typeof name === 'string' && REQUEST.has(name)) onAccess(`request.${name}`)
      return memberOf(target, name)
    },
    getOwnPropertyDescriptor(target, name) {
      const own = Reflect.getOwnPropertyDescriptor(target, name)
      if (own !== undefined) onAccess('request')
      return own
    },
  })
  watchedRequests.set(proxy, { request, onAccess })
  return proxy
}

/** What a watched request is made of, after telling of it; any other object as it is. */
export function unwatched(request: object, expression: string): object {
  const known = watchedRequests.get(request)
  known?.onAccess(expression)
  return known?.request ?? request
}

function watchedUrl(url: object, onAccess: OnAccess, keyUrl: object | undefined): object {
  let isTold = keyUrl === undefined
  return new Proxy(url, {
    get(_, name) {
      if (typeof name === 'string' && NEXT_URL.has(name)) {
        onAccess(`nextUrl.${name}`)
        isTold = true
      }
      if (name === 'clone') return () => watchedUrl(copyOf(url), onAccess, keyUrl && copyOf(keyUrl))
      return memberOf(isTold ? url : keyUrl!, name)
    },
    // To the objects themselves: their private members know no proxy.
    set(_, name, value) {
      if (keyUrl !== undefined) Reflect.set(keyUrl, name, value)
      return Reflect.set(url, name, value)
    },
  })
}

function copyOf(url: object): object {
  return (url as { clone(): object }).clone()
}

/** Methods run on the object itself, whose private members know no proxy. */
export function memberOf(target: object, name: string | symbol): unknown {
  const value: unknown = Reflect.get(target, name)
  return typeof value === 'function' ? value.bind(target) : value
}
