/** What the router speaks about: routes, matches and refusals. */
import type { MetadataFile } from './metadata-file.js'

/** Next's three kinds of parameter: `[x]`, `[...x]`, `[[...x]]`. */
export type ParamKind = 'dynamic' | 'catch-all' | 'optional-catch-all'

/** One route file, seen from its URL. */
export interface Route {
  /** The URL as the directories spell it, groups and slots removed: `/users/[id]`; `/` for the root. */
  readonly pattern: string
  /** Absolute path of the route file; its path below the app directory under a manifest. */
  readonly file: string
  /** The path as Next writes it in its messages: `/(g)/users/[id]/route`. */
  readonly appPath: string
  /** Parameters from left to right. */
  readonly params: readonly { readonly name: string; readonly kind: ParamKind }[]
  /** Of a metadata file (`sitemap.ts`, `icon.png`, …): what it is. A static one has no parameters. */
  readonly metadata?: MetadataFile
}

/**
 * Decoded parameters, on an object that inherits nothing, so that a value is never mistaken for an
 * inherited member and none is shadowed.
 */
export type Params = Readonly<Record<string, string | string[]>>

/** A path that a route owns. */
export interface Match {
  readonly route: Route
  /** `undefined` for a route without parameters; `{}` for an empty optional catch-all. */
  readonly params: Params | undefined
  /** With `trailingSlash: 'redirect'`: the path had a trailing slash, to be answered with 308. */
  readonly redirect?: true
}

/** A path that would reach a route, but only one that a guard in front may read differently. */
export interface Refusal {
  readonly refused: 'malformed-encoding' | 'nul' | 'backslash' | 'dot-segment'
}

export interface RouterOptions {
  /** Whose validation rules hold: Next 16 is more permissive about parameter names. */
  readonly compat: 14 | 15 | 16
  readonly trailingSlash: 'ignore' | 'redirect' | 'strict'
  /** `'exact'` lets NUL and backslash into parameters, as Next does. */
  readonly parity: 'improved' | 'exact'
}

export interface Router {
  /** Every route, in the order of the files. */
  readonly routes: readonly Route[]
  /**
   * Finds the route of a request target. For a path that is none of ours, and for a route without
   * parameters, nothing is allocated: a host may ask with the `url` of each of its requests, before
   * it makes anything of its own.
   *
   * @param target - raw, as sent, relative to the mount. It is read up to the first `?` or `#`. In
   *   any form but the origin form, which begins with `/`, it is none of ours.
   * @returns the match; a refusal, which the caller answers with 400; `undefined` when the path is
   *   none of ours.
   */
  match(target: string): Match | Refusal | undefined
  /**
   * The route to try after one that turned out to have no use for the path: the next in order that
   * fits it.
   *
   * @param target - raw, whatever is in front of the segments that were matched.
   */
  following(match: Match, target: string): Match | undefined
}
