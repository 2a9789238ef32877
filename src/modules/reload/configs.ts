/** Edits of a `tsconfig.json`, or of one that it extends (interop rule TSC-4). */
import { configFiles, forgetConfigs } from '../tsconfig.js'
import { type Stamp, stampOf } from './stamp.js'

export interface Configs {
  /** Whether one of them was edited; then all are read again when next needed. */
  refresh(): boolean
}

/** @param onForget - called when what was read counts no more. */
export function createConfigs(onForget: () => void): Configs {
  const stamps = new Map<string, Stamp>()
  return {
    refresh() {
      let changed = false
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
