/** What a run needs of its mount. */
import type { Cache } from './cache/mount/cache.js'
import type { Exchange, Result } from './exchange.js'
import type { Settings } from './options.js'

export interface Mount {
  readonly settings: Settings
  readonly draftModeId: string
  readonly cache: Cache | undefined
  /** Adds to an error what a developer wants to see of it. */
  explain(error: unknown): void
  /** Tells of an error that no answer can tell of any more. */
  report(error: unknown, exchange: Exchange, message?: string): void
  /** Work that a shutdown waits for. */
  waitUntil(work: Promise<unknown>): void
  /** A handler has come to its end. */
  settled(result: Result, exchange: Exchange): void
}
