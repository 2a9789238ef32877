/**
 * Notices that files were added to or removed from a directory tree: by the modification times of
 * its directories, asked for when a request arrives. No watcher runs (interop rule RLD-7).
 */
import { type Stamp, stampOf } from './modules/reload/stamp.js'

/** Asking about a larger tree takes milliseconds, so it is not done for every request. */
const LARGE = 500
const LARGE_INTERVAL_MS = 1000

export class DirectoryWatch {
  readonly #stamps = new Map<string, Stamp>()
  #checkedAt = 0

  /** Call before the directory is listed: what is added meanwhile must not be missed. */
  add(directory: string): void {
    this.#stamps.set(directory, stampOf(directory))
  }

  /**
   * Whether anything was added or removed since this was last asked. No directory is forgotten: the
   * scan that follows may fail, as while a branch is being switched, and is then to be repeated.
   */
  changed(): boolean {
    if (this.#isTooSoon()) return false
    let changed = false
    for (const [directory, stamp] of this.#stamps) {
      const now = stampOf(directory)
      if (now === stamp) continue
      changed = true
      this.#stamps.set(directory, now)
    }
    return changed
  }

  #isTooSoon(): boolean {
    if (this.#stamps.size <= LARGE) return false
    const now = performance.now()
    if (now - this.#checkedAt < LARGE_INTERVAL_MS) return true
    this.#checkedAt = now
    return false
  }
}
