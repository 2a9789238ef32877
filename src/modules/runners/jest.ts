/**
 * Inside Jest (interop rules JST-1 to JST-3). Its CommonJS modules and, with
 * `--experimental-vm-modules`, its ES modules each have a registry of their own.
 */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as vm from 'node:vm'
import { installedHooks, setInstalledHooks } from '../hook-state.js'
import { type JestRuntime, mockModules, mockRequires } from './jest-mocks.js'
import type { TestRunner } from './runner.js'

/** Jest passes `jest` to every CommonJS module of its sandbox, packages included. */
declare const jest: JestRuntime | undefined

/** `undefined` outside of Jest. */
export function jestRunner(): TestRunner | undefined {
  return typeof jest === 'object' ? createRunner(jest) : undefined
}

function createRunner(runtime: JestRuntime): TestRunner {
  const hasModules = typeof vm.SourceTextModule === 'function'
  return {
    leavesPackagesToNode: false,
    install(scope) {
      // Jest keeps mocks when it resets modules, and so does the state of the process.
      const installed = installedHooks()
      if (installed) return installed.ready
      if (scope?.nextModules === false) return Promise.resolve()
      const ready = hasModules ? mockModules(runtime) : Promise.resolve()
      mockRequires(runtime)
      setInstalledHooks({ scopes: [], ready })
      return ready
    },
    load: async file => (hasModules ? import(pathToFileURL(file).href) : requireFromSibling(file)),
  }
}

/**
 * Requires the file through Jest. The require function belongs to a made-up sibling: a module
 * that is its own parent sends Jest into an endless require stack until V8 aborts.
 */
function requireFromSibling(file: string): object {
  return createRequire(join(dirname(file), 'route-handlers-loader.js'))(file)
}
