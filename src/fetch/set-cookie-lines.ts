/** `Set-Cookie` as its lines (RFC 6265 §3): the one field that must not be folded. */

/** A comma before the name of a further cookie; the one inside an `Expires` date is none. */
const FOLD = /,\s*(?=[^\s=;,]+=)/

/** A polyfilled `Headers` may lack `getSetCookie` and give the lines one by one, or folded. */
export function cookiesOf(headers: Headers): string[] {
  if (typeof headers.getSetCookie === 'function') return headers.getSetCookie()
  return [...headers].flatMap(([name, value]) =>
    name.toLowerCase() === 'set-cookie' ? value.split(FOLD) : [],
  )
}
