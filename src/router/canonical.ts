/**
 * The one spelling of a static segment in a request path: RFC 3986 §3.3 `pchar` characters stay,
 * everything else is UTF-8 percent-encoded. Static segments are compared with it and never
 * decoded, so `/%61dmin` does not reach `app/admin` past a guard that the host mounted at `/admin`.
 * Square brackets alone have a second spelling, see {@link withRawBrackets}.
 */

/** The `pchar` characters that `encodeURIComponent` escapes although a path may carry them. */
const NEEDLESS_ESCAPE = /%(?:24|26|2B|2C|3A|3B|3D|40)/g

/**
 * Encodes a directory name. No Unicode normalisation: the bytes on disk decide.
 *
 * @throws URIError when the name holds a lone surrogate, which no URL can spell.
 */
export function canonicalSegment(name: string): string {
  return encodeURIComponent(name).replace(NEEDLESS_ESCAPE, decodeURIComponent)
}

/**
 * The canonical form with its square brackets as they are. RFC 3986 wants them escaped in a path,
 * the URL standard leaves them: browsers and `fetch` send `/pre-[x]` raw, and Next matches that.
 */
export function withRawBrackets(canonical: string): string {
  return canonical.replaceAll('%5B', '[').replaceAll('%5D', ']')
}
