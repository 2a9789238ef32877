/**
 * Inside Vitest (interop rules VT-1 to VT-3). A native `import()` from a package that Vitest
 * leaves external would give a second instance of every module that the test has, and would
 * ignore `vi.mock`. Files of the project find `next/*` through mocks; packages, which Vitest
 * leaves to Node, through the module hooks.
 */
import { join } from 'node:path'
import { runInThisContext } from 'node:vm'
import type { TestRunner } from './runner.js'
import { type Mocker, mockImports, type Vi } from './vitest-mocks.js'

/** Vitest's own globals, in 4 and 5. They are private: the option `import` is the way without. */
interface VitestGlobals {
  readonly __vitest_worker__?: object
  readonly __vitest_index__?: { readonly vi?: Partial<Vi> }
  readonly __vitest_mocker__?: Mocker
}

const vitest = globalThis as VitestGlobals

/** `undefined` outside of Vitest. */
export function vitestRunner(): TestRunner | undefined {
  const vi = vitest.__vitest_index__?.vi
  if (vitest.__vitest_worker__ === undefined || !isVi(vi)) return undefined
  return {
    // Its pools with VM contexts evaluate packages by themselves, and refuse module hooks.
    leavesPackagesToNode: runInThisContext('globalThis') === globalThis,
    async install(scope) {
      if (scope?.nextModules === false) return
      const importer = join(scope?.appDir ?? process.cwd(), 'route-handlers-loader.js')
      mockImports(vi, vitest.__vitest_mocker__ ?? {}, importer)
    },
    load: file => vi.importActual(file),
  }
}

function isVi(vi: Partial<Vi> | undefined): vi is Vi {
  return typeof vi?.importActual === 'function' && typeof vi.doMock === 'function'
}
