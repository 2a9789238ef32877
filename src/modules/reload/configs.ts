/** Edits of a `tsconfig.json`, or of one that it extends (interop rule TSC-4). */
import { configFiles, configOf, forgetConfigs } from '../tsconfig.js'
import { type Stamp, stampOf } from './stamp.js'

export interface Configs {
  /**
   * Whether one was edited that was read for a file asked about; then all are read again when next
   * needed.
   */
  refresh(files: Iterable<string>): boolean
}

/** @param onForget - called when what was read counts no more. */
export function createConfigs(onForget: () => void): Configs {
  const stamps = new Map<string, Stamp>()
  return {
    refresh(files) {
      let changed = false
      // Where imports are resolved in the hooks thread, this thread has read none of them.
      for (const file of files) configOf(file)
      for (const path of configFiles()) {
        const stamp = stampOf(path)
        changed ||= stamps.has(path) && stamps.get(path) !== stamp
        stamps.set(path, stamp)
      }
      if (changed) {
        forgetConfigs()
        onForget()
      }
      return changed
    },
  }
}
