/**
 * Inside Vitest (interop rules VT-1 to VT-3). A native `import()` from a package that Vitest
 * leaves external would give a second instance of every module that the test has, and
 * would ignore `vi.mock`.
 */
import { pathToFileURL } from 'node:url'
import { installedHooks, setInstalledHooks } from '../hook-state.js'
import { NEXT_MODULES } from '../next-map.js'
import type { TestRunner } from './runner.js'

interface Vi {
  doMock(name: string, factory: () => unknown): unknown
  importActual(file: string): Promise<object>
}

/** Vitest's own globals: private, hence the fallback of the option `import`. */
interface VitestGlobals {
  readonly __vitest_worker__?: object
  readonly __vitest_index__?: { readonly vi?: Partial<Vi> }
}

export function vitestRunner(): TestRunner | undefined {
  const { __vitest_worker__: worker, __vitest_index__: index } = globalThis as VitestGlobals
  if (worker === undefined || !isVi(index?.vi)) return undefined
  return createRunner(index.vi)
}

function isVi(vi: Partial<Vi> | undefined): vi is Vi {
  return typeof vi?.importActual === 'function' && typeof vi.doMock === 'function'
}

function createRunner(vi: Vi): TestRunner {
  return {
    async install(scope) {
      if (installedHooks() || scope?.nextModules === false) return
      setInstalledHooks({ scopes: [], ready: Promise.resolve() })
      installMocks(vi)
    },
    load: file => vi.importActual(file),
  }
}

function installMocks(vi: Vi): void {
  for (const [name, file] of NEXT_MODULES) {
    vi.doMock(name, () => import(pathToFileURL(`${file}.js`).href))
  }
}
