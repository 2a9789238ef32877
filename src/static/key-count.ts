/** Development: says which route is asked for so many paths that a cache of them is of little use. */
import { concretePath } from '../router/concrete-path.js'
import type { Match } from '../router/route.js'
import { warnOnce } from '../warn.js'

export const MANY_PATHS = 10_000

export class KeyCount {
  readonly #paths = new Map<string, Set<string>>()

  add(match: Match): void {
    const { file, pattern } = match.route
    if (match.params === undefined) return
    const known = this.#paths.get(file) ?? new Set()
    this.#paths.set(file, known)
    // What has been said needs no counting any more.
    if (known.size > MANY_PATHS) return
    known.add(concretePath(match))
    if (known.size <= MANY_PATHS) return
    warnOnce(
      'RH_CACHE_PATHS',
      file,
      `Route "${pattern}" is cached, and was asked for more than ${MANY_PATHS.toLocaleString('en')} paths (${file}). Each answer takes memory and drives out others. List what exists by generateStaticParams() and dynamicParams = false, or cache the data instead.`,
    )
  }
}
