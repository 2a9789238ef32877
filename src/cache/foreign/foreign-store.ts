/** Storage that somebody wrote for Next.js: without locks, and never trusted about tags. */
import type { Entry, Kind } from '../entry/entry.js'

export interface ForeignStore {
  get(
    key: string,
    kind: Kind,
    tags: { readonly soft: readonly string[]; readonly call: readonly string[] },
  ): Promise<Entry | undefined>
  put(key: string, entry: Entry): Promise<void>
  /** Told of invalidations, after our own tags. @param expire - seconds; see `TagStore`. */
  invalidated?(tags: readonly string[], expire?: number): Promise<void>
  beginRequest?(): void
}
