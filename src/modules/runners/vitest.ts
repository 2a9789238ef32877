/**
 * Inside Vitest (interop rules VT-1 to VT-3). A native `import()` from a package that Vitest
 * leaves external would give a second instance of every module that the test has, and would
 * ignore `vi.mock`. Files of the project find `next/*` through mocks; packages, which Vitest
 * leaves to Node, through the module hooks.
 */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { compileFunction, runInThisContext } from 'node:vm'
import { NEXT_MODULES } from '../next-map.js'
import type { TestRunner } from './runner.js'

interface Vi {
  doMock(name: string, factory: () => unknown): unknown
  importActual(file: string): Promise<object>
}

interface Mocker {
  resolveMocks(): Promise<void>
  resolveId(
    name: string,
    importer: string,
  ): Promise<{ readonly id: string; readonly file?: string }>
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
    // Its pools with VM contexts evaluate packages by themselves, and refuse module hooks.
    leavesPackagesToNode: runInThisContext('globalThis') === globalThis,
    install: async scope => {
      if (scope?.nextModules === false) return
      await installMocks(vi, join(scope?.appDir ?? process.cwd(), 'route-handlers-loader.js'))
    },
    load: file => vi.importActual(file),
  }
}

function isVi(vi: Partial<Vi> | undefined): vi is Vi {
  return typeof vi?.importActual === 'function' && typeof vi.doMock === 'function'
}

/**
 * At each mount: mocks belong to a test file, this module to all files of a worker.
 *
 * @param importer - a made-up file of the project: Next.js may be installed where only the
 *   project finds it, and Vitest mocks what the importer's name resolves to.
 */
async function installMocks(vi: Vi, importer: string): Promise<void> {
  const free = await freeNames(vitest.__vitest_mocker__, importer)
  // Vitest takes the importer from the stack.
  const doMock = compileFunction('vi.doMock(name, factory)', ['vi', 'name', 'factory'], {
    filename: importer,
  })
  for (const name of free) {
    const { href } = pathToFileURL(`${NEXT_MODULES.get(name)}.js`)
    doMock(vi, name, () => import(href))
  }
}

const NEXT_ITSELF = /[\\/]node_modules[\\/]next[\\/]/

/**
 * The names that nobody answers but a real Next.js: a mock of the test wins over ours (JST-2),
 * and a plugin or an alias makes one needless.
 */
async function freeNames(mocker: Partial<Mocker> | undefined, importer: string): Promise<string[]> {
  const names = [...NEXT_MODULES.keys()]
  if (!isMocker(mocker)) return names
  await mocker.resolveMocks()
  const isTaken = async (name: string): Promise<boolean> => {
    const { id, file } = await mocker.resolveId(name, importer)
    if (mocker.getDependencyMock(id) !== undefined) return true
    return file !== undefined && !NEXT_ITSELF.test(file)
  }
  const taken = await Promise.all(names.map(isTaken))
  return names.filter((_, index) => !taken[index])
}

function isMocker(mocker: Partial<Mocker> | undefined): mocker is Mocker {
  return (
    typeof mocker?.resolveMocks === 'function' &&
    typeof mocker.resolveId === 'function' &&
    typeof mocker.getDependencyMock === 'function'
  )
}
