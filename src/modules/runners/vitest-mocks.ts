/**
 * Our modules under the names of Next's in Vitest (interop rule VT-2). Mocking works although no
 * such module exists, and at once: an import written below the mount finds them.
 */
import { pathToFileURL } from 'node:url'
import { compileFunction } from 'node:vm'
import { NEXT_MODULES } from '../next-map.js'

type ImportOriginal = () => Promise<object>

/** What is used of the public `vi`. */
export interface Vi {
  doMock(name: string, factory: (importOriginal: ImportOriginal) => Promise<object>): unknown
  importActual(file: string): Promise<object>
}

/** What is used of the private mocker. Without it our mocks replace those of a test. */
export interface Mocker {
  getMockerRegistry?(): { readonly registryById?: ReadonlyMap<string, { readonly raw: string }> }
  resolveId?(name: string, importer: string): Promise<{ readonly file?: string }>
}

interface PendingMock {
  readonly action: 'mock' | 'unmock'
  readonly id: string
}

/**
 * At each mount: mocks belong to a test file, this module to all files of a worker.
 *
 * @param importer - a made-up file of the project: Next.js may be installed where only the
 *   project finds it, and Vitest mocks what the importer's name resolves to.
 */
export function mockImports(vi: Vi, mocker: Mocker, importer: string): void {
  // Vitest takes the importer from the stack.
  const doMock = compileFunction('vi.doMock(name, factory)', ['vi', 'name', 'factory'], {
    filename: importer,
  })
  const mocked = mockedNow(mocker)
  for (const [name, file] of NEXT_MODULES) {
    if (mocked.has(name) || mocked.has(file)) continue
    const factory = async (importOriginal: ImportOriginal): Promise<object> =>
      (await isAnswered(name, mocker, importer))
        ? importOriginal()
        : import(pathToFileURL(`${file}.js`).href)
    doMock(vi, name, factory)
  }
}

/**
 * The names that have a mock: one of the test wins over ours (JST-2), and ours of an earlier mount
 * is enough. Where a name is that of a file, because Next.js or a plugin is there, other names of
 * the file have the same mock: then our file stands for all of them.
 */
function mockedNow(mocker: Mocker): ReadonlySet<string | undefined> {
  const { pendingIds = [] } = mocker.constructor as { pendingIds?: readonly PendingMock[] }
  const pending = pendingIds.filter(({ action }) => action === 'mock').map(({ id }) => id)
  const registered = [...(mocker.getMockerRegistry?.().registryById ?? [])]
  const names = registered.flatMap(([id, { raw }]) =>
    id === raw ? [raw] : [raw, NEXT_MODULES.get(raw)],
  )
  return new Set([...pending, ...names])
}

const NEXT_ITSELF = /[\\/]node_modules[\\/]next[\\/]/

/** Whether an alias or a plugin of the user answers the name; Next.js itself is not asked. */
async function isAnswered(name: string, mocker: Mocker, importer: string): Promise<boolean> {
  const file = (await mocker.resolveId?.(name, importer))?.file
  return file !== undefined && !NEXT_ITSELF.test(file)
}
