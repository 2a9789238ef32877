/**
 * What may stand in a `Set-Cookie` line (RFC 6265 §4.1.1). Next.js writes names and attributes
 * out as they come, so `path: '/; Domain=evil'` adds an attribute nobody asked for (R10).
 */
import type { ResponseCookie } from '@edge-runtime/cookies'
import { warnOnce } from '../warn.js'

/** Printable ASCII except space, `"`, `,`, `;` and `=`. */
const NAME = /^[!#-+\--:<>-~]+$/
/** `any CHAR except CTLs or ";"`. */
const PATH = /^[ -:<-~]*$/
const DOMAIN = /^\.?[\w-]+(?:\.[\w-]+)*\.?$/
const SAME_SITE = /^(?:strict|lax|none)$/i
const PRIORITY = /^(?:low|medium|high)$/i
/** Browsers ignore cookies whose name and value are longer. */
const LIMIT = 4096
/** Half of a surrogate pair, which no percent-encoding has: the line could not be written. */
const LONE = /\p{Cs}/u
const SENSITIVE = /sess|auth|token/i

function refuse(cookie: ResponseCookie, what: string, allowed: string): never {
  throw new TypeError(
    `Cookie ${JSON.stringify(cookie.name)}: ${what} cannot be sent in Set-Cookie. ${allowed}`,
  )
}

/** Absent, or text that the pattern accepts. */
function matches(pattern: RegExp, value: unknown): boolean {
  return !value || (typeof value === 'string' && pattern.test(value))
}

/** @throws TypeError naming the cookie and the part at fault. */
export function checkCookie(cookie: ResponseCookie): void {
  const { name, path, domain, sameSite, priority, expires, maxAge } = cookie
  if (typeof name !== 'string' || !NAME.test(name)) {
    refuse(cookie, 'the name', 'Use ASCII letters, digits and - _ . without spaces.')
  }
  if (LONE.test(String(cookie.value))) refuse(cookie, 'the value', 'Use well-formed Unicode.')
  if (!matches(PATH, path)) refuse(cookie, '`path`', 'Use printable ASCII without ";".')
  if (!matches(DOMAIN, domain)) refuse(cookie, '`domain`', 'Use a host name without a port.')
  // `true` is in the type and Next.js sends it as given; browsers then use their default.
  if (sameSite !== true && !matches(SAME_SITE, sameSite)) {
    refuse(cookie, '`sameSite`', "Use 'strict', 'lax' or 'none'.")
  }
  if (!matches(PRIORITY, priority)) {
    refuse(cookie, '`priority`', "Use 'low', 'medium' or 'high'.")
  }
  if (maxAge !== undefined && maxAge !== null && !Number.isFinite(maxAge)) {
    refuse(cookie, '`maxAge`', 'Use a number of seconds.')
  }
  if (expires && !(expires instanceof Date && !Number.isNaN(expires.getTime()))) {
    refuse(cookie, '`expires`', 'Use a valid Date or a number of milliseconds.')
  }
}

/**
 * For a cookie that was read from a line of a handler's own: its attributes came decoded, and
 * written out again `Path=/%3B%20Domain=x` would be two.
 *
 * @throws TypeError naming the cookie.
 */
export function refuseSplit(cookie: ResponseCookie): void {
  if (/[;\p{Cc}]/u.test(`${cookie.path}${cookie.domain}`)) {
    refuse(cookie, 'an attribute with an encoded ";"', 'Leave it out.')
  }
}

/** Reasons for which a browser drops the cookie, or a reviewer would ask. */
function* doubts(cookie: ResponseCookie, line: string): Generator<string> {
  const { name, path, domain, secure, httpOnly, sameSite, partitioned } = cookie
  if (name.startsWith('__Host-') && (!secure || path !== '/' || domain)) {
    yield 'browsers refuse a __Host- cookie without `secure`, with a `path` other than "/" or with a `domain`'
  }
  if (name.startsWith('__Secure-') && !secure) {
    yield 'browsers refuse a __Secure- cookie without `secure`'
  }
  if (String(sameSite).toLowerCase() === 'none' && !secure) {
    yield "browsers refuse `sameSite: 'none'` without `secure`"
  }
  if (sameSite === true) {
    yield "`sameSite: true` is sent as SameSite=true, which browsers ignore; use 'strict'"
  }
  if (partitioned && !secure) yield 'browsers refuse a partitioned cookie without `secure`'
  const [pair = ''] = line.split(';', 1)
  if (pair.length - 1 > LIMIT) {
    yield `name and value are ${pair.length - 1} bytes long; browsers drop cookies over ${LIMIT}`
  }
  if (SENSITIVE.test(name) && cookie.value !== '' && !(httpOnly && secure)) {
    yield 'the name suggests a credential; set `httpOnly` and `secure`'
  }
}

/** Development warnings, each once for a name. The cookie is sent all the same, as by Next.js. */
export function warnAboutCookie(cookie: ResponseCookie, line: string): void {
  for (const doubt of doubts(cookie, line)) {
    warnOnce('RH_COOKIE', `${cookie.name}\n${doubt}`, `Cookie "${cookie.name}": ${doubt}.`)
  }
}
