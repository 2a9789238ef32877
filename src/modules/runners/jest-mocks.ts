/**
 * Our modules under the names of Next's, in both registries of Jest (interop rule JST-2). Names
 * that answer already are left alone: a mock of the test wins, whenever it was declared.
 */
import { join, sep } from 'node:path'
import { NEXT_MODULES } from '../next-map.js'

type Mock = (name: string, factory: () => unknown, options: { readonly virtual: true }) => unknown

/** What is used of the `jest` object. */
export interface JestRuntime {
  readonly mock: Mock
  readonly unstable_mockModule: Mock
  requireActual(name: string): unknown
}

const NEXT_ITSELF = join(sep, 'node_modules', 'next', sep)

/** For what CommonJS modules require. */
export function mockRequires(runtime: JestRuntime): void {
  for (const [name, file] of NEXT_MODULES) {
    if (!isRequireTaken(name, runtime)) runtime.mock(name, () => require(file), { virtual: true })
  }
}

/** For what ES modules import: the same objects. */
export async function mockModules(runtime: JestRuntime): Promise<void> {
  // All at once: Jest refuses imports that begin after the test that mounts.
  await Promise.all(
    [...NEXT_MODULES].map(async ([name, file]) => {
      if (await isModuleTaken(name, runtime)) return
      runtime.unstable_mockModule(name, () => require(file), { virtual: true })
    }),
  )
}

/**
 * Whether the name answers already with something that is neither ours to replace nor the real
 * Next.js: a mock of the test, a `moduleNameMapper` entry, or our own mock of an earlier mount.
 * Jest has no way to ask but to require.
 */
function isRequireTaken(name: string, runtime: JestRuntime): boolean {
  const path = pathOf(name)
  if (path !== undefined && !path.includes(NEXT_ITSELF)) return true
  const current = attempt(() => require(name))
  if (path === undefined) return !isMissing(current, name)
  const real = attempt(() => runtime.requireActual(name))
  return current.value !== real.value
}

async function isModuleTaken(name: string, runtime: JestRuntime): Promise<boolean> {
  const path = pathOf(name)
  if (path !== undefined && !path.includes(NEXT_ITSELF)) return true
  const current: Attempt = await import(name).then(
    value => ({ value }),
    error => ({ error }),
  )
  if (path === undefined) return !isMissing(current, name)
  const real = attempt(() => runtime.requireActual(name))
  return Object(current.value).default !== real.value
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
