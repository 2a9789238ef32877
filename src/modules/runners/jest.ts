/** Inside Jest (interop rules JST-1 to JST-3). */
import { createRequire } from 'node:module'
import { dirname, join, sep } from 'node:path'
import { installedHooks, setInstalledHooks } from '../hook-state.js'
import { NEXT_MODULES } from '../next-map.js'
import type { TestRunner } from './runner.js'

interface JestRuntime {
  mock(name: string, factory: () => unknown, options: { readonly virtual: boolean }): unknown
  requireActual(name: string): unknown
}

/** Jest passes `jest` to every CommonJS module of its sandbox, packages included. */
declare const jest: JestRuntime | undefined

export function jestRunner(): TestRunner | undefined {
  return typeof jest === 'object' ? createRunner(jest) : undefined
}

function createRunner(runtime: JestRuntime): TestRunner {
  return {
    leavesPackagesToNode: false,
    async install(scope) {
      // Jest keeps mocks when it resets modules, and so does the state of the process.
      if (installedHooks() || scope?.nextModules === false) return
      setInstalledHooks({ scopes: [], ready: Promise.resolve() })
      installMocks(runtime)
    },
    load: async file => requireFromSibling(file),
  }
}

/** Registers our modules under the names of Next's, except where the test has a mock of its own. */
function installMocks(runtime: JestRuntime): void {
  for (const [name, file] of NEXT_MODULES) {
    if (!isTaken(name, runtime)) runtime.mock(name, () => require(file), { virtual: true })
  }
}

/**
 * Requires the file through Jest. The require function belongs to a made-up sibling: a module
 * that is its own parent sends Jest into an endless require stack until V8 aborts.
 */
function requireFromSibling(file: string): object {
  return createRequire(join(dirname(file), 'route-handlers-loader.js'))(file)
}

const NEXT_ITSELF = join(sep, 'node_modules', 'next', sep)

/**
 * Whether the name answers already with something that is neither ours to replace nor the real
 * Next.js: a mock of the test, a `moduleNameMapper` entry, or our own mock of an earlier mount.
 * Jest has no way to ask but to require.
 */
function isTaken(name: string, runtime: JestRuntime): boolean {
  const path = pathOf(name)
  if (path !== undefined && !path.includes(NEXT_ITSELF)) return true
  const current = attempt(() => require(name))
  if (path === undefined) return !isMissing(current, name)
  const real = attempt(() => runtime.requireActual(name))
  return current.value !== real.value
}

function pathOf(name: string): string | undefined {
  try {
    return require.resolve(name)
  } catch {
    return undefined
  }
}

interface Attempt {
  readonly value?: unknown
  readonly error?: unknown
}

function attempt(run: () => unknown): Attempt {
  try {
    return { value: run() }
  } catch (error) {
    return { error }
  }
}

/** A factory that throws, e.g. because it uses a variable not initialised yet, is a mock too. */
function isMissing({ error }: Attempt, name: string): boolean {
  const { code, message } = Object(error) as { code?: unknown; message?: unknown }
  return code === 'MODULE_NOT_FOUND' && String(message).includes(`'${name}'`)
}
