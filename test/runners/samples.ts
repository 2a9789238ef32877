/** The sample projects, and what route files can do in each. */
import { join } from 'node:path'
import { tool, type Variant } from './sample'

export const FEATURES = [
  'basic',
  'ext',
  'paths',
  'full',
  'nextlib',
  'nm',
  'nmc',
  'so',
  'enumr',
  'deco',
  'jsx',
  'tla',
  'cache',
]

export type Missing = Readonly<Record<string, RegExp>>

/** Cached functions run, but at every call: what fails is the comparison of values. */
export const UNCONFIGURED: Missing = { paths: /@\/lib\/db/, cache: /deep(?:ly)? equal/ }
/** Jest's CommonJS mode has neither ES module packages nor top-level await, for any module. */
const COMMONJS: Missing = { nm: /Must use import to load ES Module/, tla: /await is only valid in/ }

const JEST_MOCKS = ['jest.mock of a module', 'jest.mock of next/headers']
const ESM_MOCKS = JEST_MOCKS.map(title => title.replace('jest.mock', 'jest.unstable_mockModule'))
const VITEST_MOCKS = JEST_MOCKS.map(title => title.replace('jest', 'vi'))
const STATIC_BELOW = 'a static import below route-handlers/testing'
export const WITHOUT_MOUNT = [
  'a test imports next/server statically',
  'a cached function is cached in a test of its own',
]

export interface Sample {
  readonly name: string
  /** Its folders below `fixtures`; by default its name. */
  readonly layers?: readonly string[]
  /** The lowest Node that the runner supports. */
  readonly since?: number
  readonly tools?: Readonly<Record<string, string>>
  /** Tests besides those of {@link FEATURES}, all of which pass. */
  readonly others: readonly string[]
  /** Feature → why it fails, wrapped or not. */
  readonly missing: Missing
  /** What Node is started with. */
  args(variant: Variant): string[]
}

const jestArgs = (config: string, ...flags: string[]): Sample['args'] => {
  const bin = join(tool('jest'), 'bin/jest.js')
  const output = ['--json', '--outputFile=report.json', '--cacheDirectory=../jest-cache']
  return variant => {
    const chosen = variant === 'wrapped' ? [`--config=wrapped.config.${config}`] : []
    return [...flags, bin, '--runInBand', ...output, ...chosen]
  }
}

const VITEST_5 = join(__dirname, 'vitest5')

const vitestArgs = (of?: string): Sample['args'] => {
  const output = ['--reporter=json', '--outputFile=report.json']
  return variant => {
    const bin = join(tool('vitest', of), 'vitest.mjs')
    const chosen = variant === 'wrapped' ? ['--config=wrapped.config.mjs'] : []
    return [bin, 'run', ...output, ...chosen]
  }
}

export const SAMPLES: readonly Sample[] = [
  ...['jest-ts-jest', 'jest-swc', 'jest-babel'].map(name => ({
    name,
    layers: ['jest-commonjs', name],
    others: [...JEST_MOCKS, STATIC_BELOW],
    missing: COMMONJS,
    args: jestArgs('cjs'),
  })),
  {
    name: 'jest-esm-swc',
    others: [...ESM_MOCKS, 'an import() below route-handlers/testing'],
    missing: {},
    args: jestArgs('js', '--experimental-vm-modules', '--no-warnings'),
  },
  {
    name: 'vitest',
    others: [...VITEST_MOCKS, STATIC_BELOW, 'option import'],
    missing: {},
    args: vitestArgs(),
  },
  {
    name: 'vitest 5',
    layers: ['vitest'],
    since: 22,
    get tools() {
      return { vitest: tool('vitest', VITEST_5) }
    },
    others: [...VITEST_MOCKS, STATIC_BELOW, 'option import'],
    missing: {},
    args: vitestArgs(VITEST_5),
  },
]
