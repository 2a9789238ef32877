/**
 * Installs the module hooks, once per thread whatever the number of mounts and of copies of this
 * library (interop rule HOOK-1). Installed at mount, ours run before the host's transpiler and
 * reach it through `next()`, so its handling stays in force (HOOK-2).
 */
import { RouteHandlersError } from '../errors.js'
import { installCommonJsHooks } from './commonjs-hooks.js'
import { hasTrustedSyncHooks } from './hook-kind.js'
import { type HookState, installedHooks, setInstalledHooks } from './hook-state.js'
import type { MapScope } from './next-map.js'
import { nodeModule } from './node-module.js'
import { testRunner } from './runners/runner.js'
import { syncHooks } from './sync-hooks.js'
import { startHooksThread } from './thread-hooks.js'

/**
 * Installs what is missing and adds the scope of a mount; none when a flag preloads the hooks.
 *
 * @returns a promise that settles when imports may start.
 * @throws RouteHandlersError `RH_HOOKS_UNAVAILABLE`
 */
export function install(scope?: MapScope): Promise<void> {
  const runner = testRunner()
  if (!runner) return installHooks(scope)
  const mocked = runner.install(scope)
  return runner.leavesPackagesToNode ? installHooks(scope).then(() => mocked) : mocked
}

function installHooks(scope?: MapScope): Promise<void> {
  const installed = installedHooks()
  if (!installed) {
    const hooks = installNow(scope ? [scope] : [])
    setInstalledHooks(hooks)
    return hooks.ready
  }
  if (scope && !installed.scopes.some(known => isSame(known, scope))) {
    installed.scopes.push(scope)
    if (installed.announce) installed.ready = installed.announce(scope)
  }
  return installed.ready
}

function installNow(scopes: MapScope[]): HookState {
  const hooks: HookState = { scopes, ready: Promise.resolve() }
  const { register, registerHooks } = nodeModule
  try {
    if (registerHooks && hasTrustedSyncHooks(process.versions.node)) {
      registerHooks(syncHooks(hooks))
      return hooks
    }
    if (!register) throw new TypeError('module.register is not a function')
    hooks.announce = startHooksThread(register, hooks)
    installCommonJsHooks(hooks)
    return hooks
  } catch (cause) {
    throw unavailable(cause)
  }
}

function isSame(one: MapScope, other: MapScope): boolean {
  return one.nextModules === other.nextModules && one.appDir === other.appDir
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
