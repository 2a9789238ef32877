/**
 * Inside Vitest (interop rules VT-1 to VT-3). A native `import()` from a package that Vitest
 * leaves external would give a second instance of every module that the test has, and would
 * ignore `vi.mock`. Files of the project find `next/*` through mocks; packages, which Vitest
 * leaves to Node, through the module hooks.
 */
import { pathToFileURL } from 'node:url'
import { NEXT_MODULES } from '../next-map.js'
import type { TestRunner } from './runner.js'

interface Vi {
  doMock(name: string, factory: () => unknown): unknown
  importActual(file: string): Promise<object>
}

interface Mocker {
  resolveMocks(): Promise<void>
  resolveId(name: string, importer: string): Promise<{ readonly id: string }>
  getDependencyMock(id: string): unknown
}

/** Vitest's own globals, in 4 and 5. They are private: the option `import` is the way without. */
interface VitestGlobals {
  readonly __vitest_worker__?: object
  readonly __vitest_index__?: { readonly vi?: Partial<Vi> }
  readonly __vitest_mocker__?: Partial<Mocker>
}

const vitest = globalThis as VitestGlobals

/** `undefined` outside of Vitest. */
export function vitestRunner(): TestRunner | undefined {
  const vi = vitest.__vitest_index__?.vi
  if (vitest.__vitest_worker__ === undefined || !isVi(vi)) return undefined
  return {
    leavesPackagesToNode: true,
    install: async scope => {
      if (scope?.nextModules !== false) await installMocks(vi)
    },
    load: file => vi.importActual(file),
  }
}

function isVi(vi: Partial<Vi> | undefined): vi is Vi {
  return typeof vi?.importActual === 'function' && typeof vi.doMock === 'function'
}

/** At each mount: mocks belong to a test file, this module to all files of a worker. */
async function installMocks(vi: Vi): Promise<void> {
  const free = await freeNames(vitest.__vitest_mocker__)
  for (const name of free) {
    const { href } = pathToFileURL(`${NEXT_MODULES.get(name)}.js`)
    vi.doMock(name, () => import(href))
  }
}

/** The names without a mock: one that the test declares wins over ours (JST-2). */
async function freeNames(mocker: Partial<Mocker> | undefined): Promise<string[]> {
  const names = [...NEXT_MODULES.keys()]
  if (!isMocker(mocker)) return names
  await mocker.resolveMocks()
  const isMocked = async (name: string): Promise<boolean> => {
    const { id } = await mocker.resolveId(name, __filename)
    return mocker.getDependencyMock(id) !== undefined
  }
  const mocked = await Promise.all(names.map(isMocked))
  return names.filter((_, index) => !mocked[index])
}

function isMocker(mocker: Partial<Mocker> | undefined): mocker is Mocker {
  return (
    typeof mocker?.resolveMocks === 'function' &&
    typeof mocker.resolveId === 'function' &&
    typeof mocker.getDependencyMock === 'function'
  )
}
