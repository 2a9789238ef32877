/** What the hooks of this process share, across all mounts and copies of the library. */
import { state } from '../state.js'
import type { MapScope } from './next-map.js'
import type { ModuleGraph } from './reload/graph.js'
import type { Reload } from './reload/reload.js'

export interface HookState {
  /** Who wants `next/*` mapped; grows with each mount, read by the hooks of this thread. */
  readonly scopes: MapScope[]
  /** Settles when the hooks know what was told last. */
  ready: Promise<void>
  /** Project root, which the ids of cached functions are relative to; of the first mount. */
  root?: string
  /** Present as soon as one mount reloads edited files. */
  graph?: ModuleGraph
  /** What all mounts that reload share; see `reload/reload.ts`. */
  reload?: Reload
  /** Where `module.registerHooks` cannot be used. */
  thread?: HooksThread
  /** Bun has been given `next/*`. */
  mappedInBun?: boolean
}

export interface HooksThread {
  /**
   * Resolves when what was told is in force, and when what the thread saw until then has been
   * recorded here.
   */
  tell(message: Told): Promise<void>
}

/** Main thread → hooks thread. */
export interface Told {
  readonly scope?: MapScope
  readonly root?: string
  /** Record imports from now on. */
  readonly record?: true
  /** Configuration files were edited. */
  readonly forget?: true
  /** CommonJS modules to be evaluated again, with their versions. */
  readonly purged?: ReadonlyMap<string, number>
}

/** The state if hooks are installed in this thread. */
export function installedHooks(): HookState | undefined {
  return state.loader as HookState | undefined
}

export function setInstalledHooks(hooks: HookState): void {
  state.loader = hooks
}
