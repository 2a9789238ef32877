/**
 * Installs the module hooks, once per thread whatever the number of mounts and of copies of this
 * library (interop rule HOOK-1). Installed at mount, ours run before the host's transpiler and
 * reach it through `next()`, so its handling stays in force (HOOK-2).
 */
import { RouteHandlersError } from '../errors.js'
import { bunRuntime, installInBun } from './bun.js'
import { installCommonJsHooks } from './commonjs-hooks.js'
import { installCompileTap } from './compile-tap.js'
import { hasTrustedSyncHooks } from './hook-kind.js'
import { type HookState, installedHooks, setInstalledHooks, type Told } from './hook-state.js'
import type { MapScope } from './next-map.js'
import { nodeModule } from './node-module.js'
import { ModuleGraph } from './reload/graph.js'
import { testRunner } from './runners/runner.js'
import { syncHooks } from './sync-hooks.js'
import { startHooksThread } from './thread-hooks.js'

/** What one mount asks of the hooks. */
export interface Mount extends MapScope {
  /** Project root, which the ids of cached functions are relative to. */
  readonly root: string
  /** Whether edited files are loaded again. */
  readonly watch: boolean
}

export interface Installed {
  /** Absent where a test runner evaluates everything itself. */
  readonly hooks?: HookState
  /** Settles when imports may start. */
  readonly ready: Promise<unknown>
}

/**
 * Installs what is missing and adds what a mount wants; nothing when a flag preloads the hooks.
 *
 * @throws RouteHandlersError `RH_HOOKS_UNAVAILABLE`
 */
export function install(mount?: Mount): Installed {
  const runner = testRunner()
  const mocked = runner?.install(mount)
  if (mocked && !runner?.leavesPackagesToNode) return { ready: mocked }
  const hooks = installHooks(mount)
  return { hooks, ready: Promise.all([mocked, hooks.ready]) }
}

function installHooks(mount: Mount | undefined): HookState {
  let hooks = installedHooks()
  if (!hooks) {
    hooks = installNow()
    setInstalledHooks(hooks)
  }
  if (mount) join(hooks, mount)
  const bun = bunRuntime()
  if (bun) installInBun(bun, hooks)
  return hooks
}

function installNow(): HookState {
  const hooks: HookState = { scopes: [], ready: Promise.resolve() }
  if (bunRuntime()) return hooks
  const { register, registerHooks } = nodeModule
  try {
    installCompileTap(hooks)
    if (registerHooks && hasTrustedSyncHooks(process.versions.node)) {
      registerHooks(syncHooks(hooks))
      return hooks
    }
    if (!register) throw new TypeError('module.register is not a function')
    hooks.thread = startHooksThread(register, hooks)
    installCommonJsHooks(hooks)
    return hooks
  } catch (cause) {
    throw unavailable(cause)
  }
}

function join(hooks: HookState, mount: Mount): void {
  const { nextModules, appDir, rebindsFetch = false, root, watch } = mount
  const scope: MapScope = { nextModules, appDir, rebindsFetch }
  const news: { -readonly [Key in keyof Told]: Told[Key] } = {}
  if (!hooks.scopes.some(known => isSame(known, scope))) {
    hooks.scopes.push(scope)
    news.scope = scope
  }
  if (hooks.root === undefined) hooks.root = news.root = root
  if (watch && !hooks.graph) {
    hooks.graph = new ModuleGraph()
    news.record = true
  }
  if (hooks.thread && Object.keys(news).length > 0) hooks.ready = hooks.thread.tell(news)
}

function isSame(one: MapScope, other: MapScope): boolean {
  return (
    one.nextModules === other.nextModules &&
    one.appDir === other.appDir &&
    one.rebindsFetch === other.rebindsFetch
  )
}

function unavailable(cause: unknown): RouteHandlersError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new RouteHandlersError(
    'RH_HOOKS_UNAVAILABLE',
    `Module hooks cannot be installed here (${reason}). Under Node 20's permission model add ` +
      '--allow-worker. Where hooks do not exist, install this package as ' +
      '"next": "npm:route-handlers", or pass the option `import` and load route files yourself.',
    { cause },
  )
}
