/**
 * The request that a handler sees whose answer is stored: made of the key and of nothing else, so
 * that the answer cannot depend on anything that a client may vary.
 */

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

/** Told of each member that is asked for, as messages name it. May throw. */
export type OnAccess = (member: `request.${string}` | `nextUrl.${string}`) => void

interface Watchable {
  /** Copies of a request that was constructed have none. */
  readonly nextUrl?: object
  clone(): Watchable
}

/** The request behind a proxy that tells of what varies, its `nextUrl` and its copies included. */
export function watched<R extends Watchable>(request: R, onAccess: OnAccess): R {
  let nextUrl: object | undefined
  return new Proxy(request, {
    get(target, name) {
      if (name === 'clone') return () => watched(target.clone() as R, onAccess)
      if (name === 'nextUrl' && target.nextUrl !== undefined) {
        nextUrl ??= watchedUrl(target.nextUrl, onAccess)
        return nextUrl
      }
      if (typeof name === 'string' && REQUEST.has(name)) onAccess(`request.${name}`)
      return memberOf(target, name)
    },
  })
}

function watchedUrl<U extends object>(url: U, onAccess: OnAccess): U {
  return new Proxy(url, {
    get(target, name) {
      if (typeof name === 'string' && NEXT_URL.has(name)) onAccess(`nextUrl.${name}`)
      if (name !== 'clone') return memberOf(target, name)
      return () => watchedUrl((target as { clone(): U } & U).clone(), onAccess)
    },
    // To the object itself: its private members know no proxy.
    set: (target, name, value) => Reflect.set(target, name, value),
  })
}

/** Methods run on the object itself, whose private members know no proxy. */
function memberOf(target: object, name: string | symbol): unknown {
  const value: unknown = Reflect.get(target, name)
  return typeof value === 'function' ? value.bind(target) : value
}
