/** What the hooks of this process share, across all mounts and copies of the library. */
import { state } from '../state.js'
import type { MapScope } from './next-map.js'

export interface HookState {
  /** Who wants `next/*` mapped; grows with each mount, read by the hooks of this thread. */
  readonly scopes: MapScope[]
  /** Settles when the hooks know all scopes. */
  ready: Promise<void>
  /** Tells the hooks thread of one more scope; resolves when it knows. Absent without a thread. */
  announce?: (scope: MapScope) => Promise<void>
}

/** The state if hooks are installed in this thread. */
export function installedHooks(): HookState | undefined {
  return state.loader as HookState | undefined
}

export function setInstalledHooks(hooks: HookState): void {
  state.loader = hooks
}
