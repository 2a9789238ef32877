/**
 * One directory under two spellings, `app/User` and `app/user`. Where the file system tells case
 * apart these are two directories and two legal routes, as URLs are case-sensitive. Where both
 * names lead to one entry (a link, or a volume that folds case) one route would answer to two
 * URLs, of which a checkout elsewhere keeps only one.
 */
import { realpathSync } from 'node:fs'
import { RouteHandlersError } from '../errors.js'

/**
 * Checks the absolute paths that a scan found.
 *
 * @throws RouteHandlersError `RH_ROUTE_CONFLICT`
 */
export function refuseCaseTwins(files: readonly string[]): void {
  const seen = new Map<string, string>()
  for (const file of files) {
    const folded = file.toLowerCase()
    const twin = seen.get(folded)
    if (!twin) seen.set(folded, file)
    else if (realpathSync.native(twin) === realpathSync.native(file)) {
      throw new RouteHandlersError(
        'RH_ROUTE_CONFLICT',
        `Two paths that differ only in case lead to the same file.\n  ${twin}\n  ${file}\nKeep one spelling.`,
        { file },
      )
    }
  }
}
