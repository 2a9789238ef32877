/**
 * Inside Jest (interop rules JST-1 to JST-3). Its CommonJS modules and, with
 * `--experimental-vm-modules`, its ES modules each have a registry of their own.
 */
import { pathToFileURL } from 'node:url'
import * as vm from 'node:vm'
import { installedHooks, setInstalledHooks } from '../hook-state.js'
import { requireAsSibling } from '../sibling.js'
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
    load: async file => (hasModules ? import(pathToFileURL(file).href) : requireAsSibling(file)),
  }
}
