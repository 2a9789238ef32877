/** What a mount does for developers beside serving: types of its routes, and frames of errors. */

import { runTimeFrame } from './modules/reload/run-time-frame.js'
import type { DirectorySettings } from './options.js'
import type { Route } from './router/route.js'
import { writeTypes } from './typegen/typegen.js'
import { warnOnce } from './warn.js'

/** Only into a project that asked for it once; see docs/types.md. */
export function writeRouteTypes({ dir, root }: DirectorySettings, routes: readonly Route[]): void {
  const { skipped } = writeTypes({ dir, root, routes, nextEnv: 'if-ours' })
  if (skipped !== undefined) warnOnce('RH_TYPES_NOT_WRITTEN', dir, skipped)
}

/** Shows an error of a handler where it arose: in its own file, also after an edit. */
export function addFrame(error: unknown): void {
  if (!(error instanceof Error) || 'frame' in error) return
  const frame = runTimeFrame(error)
  if (frame === undefined || !Object.isExtensible(error)) return
  // Not enumerable: hosts that print an error's fields print its stack already.
  Object.defineProperty(error, 'frame', { value: frame, configurable: true, writable: true })
}
