/**
 * JST-5, VT-4: what route files can do in each test runner, without configuration and with ours.
 * What is missing is asserted to be missing, for the reason given.
 */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from '../loading/nodes'
import { removeFolders } from '../package/tarball'
import { layOut, type Report, report, type Variant, workspace } from './sample'

const NODES = (process.env['RH_NODES']?.split(',') ?? [process.execPath]).map(inspect)

const FEATURES = [
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

type Missing = Readonly<Record<string, RegExp>>

/** Cached functions run, but at every call: what fails is the comparison of values. */
const UNCONFIGURED: Missing = { paths: /@\/lib\/db/, cache: /deep(?:ly)? equal/ }
/** Jest's CommonJS mode has neither ES module packages nor top-level await, for any module. */
const COMMONJS: Missing = { nm: /Must use import to load ES Module/, tla: /await is only valid in/ }

const JEST_MOCKS = ['jest.mock of a module', 'jest.mock of next/headers']
const ESM_MOCKS = JEST_MOCKS.map(title => title.replace('jest.mock', 'jest.unstable_mockModule'))
const VITEST_MOCKS = JEST_MOCKS.map(title => title.replace('jest', 'vi'))
const STATIC_BELOW = 'a static import below route-handlers/testing'
const WITHOUT_MOUNT = [
  'a test imports next/server statically',
  'a cached function is cached in a test of its own',
]

interface Sample {
  readonly sample: string
  readonly others: readonly string[]
  readonly missing: Missing
  args(variant: Variant): string[]
}

const jestArgs = (config: string, ...flags: string[]): Sample['args'] => {
  const bin = join(__dirname, 'node_modules/jest/bin/jest.js')
  const output = ['--json', '--outputFile=report.json', '--cacheDirectory=../jest-cache']
  return variant => {
    const chosen = variant === 'wrapped' ? [`--config=wrapped.config.${config}`] : []
    return [...flags, bin, '--runInBand', ...output, ...chosen]
  }
}

const vitestArgs: Sample['args'] = variant => {
  const bin = join(__dirname, 'node_modules/vitest/vitest.mjs')
  const output = ['--reporter=json', '--outputFile=report.json']
  return [bin, 'run', ...output, ...(variant === 'wrapped' ? ['--config=wrapped.config.mjs'] : [])]
}

const SAMPLES: readonly Sample[] = [
  ...['jest-ts-jest', 'jest-swc', 'jest-babel'].map(sample => ({
    sample,
    others: [...JEST_MOCKS, STATIC_BELOW],
    missing: COMMONJS,
    args: jestArgs('cjs'),
  })),
  {
    sample: 'jest-esm-swc',
    others: [...ESM_MOCKS, 'an import() below route-handlers/testing'],
    missing: {},
    args: jestArgs('js', '--experimental-vm-modules', '--no-warnings'),
  },
  {
    sample: 'vitest',
    others: [...VITEST_MOCKS, STATIC_BELOW, 'option import'],
    missing: {},
    args: vitestArgs,
  },
]

const VARIANTS: readonly Variant[] = ['as it is', 'wrapped', 'beside Next.js']

let folder: string

beforeAll(async () => {
  folder = await workspace()
}, 180_000)

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
  removeFolders()
})

describe.each(NODES)('Node $version', ({ path }) => {
  describe.each(SAMPLES)('$sample', ({ sample, others, missing, args }) => {
    it.each(VARIANTS)(
      '%s',
      async variant => {
        const project = layOut(folder, sample, variant)
        const found = await report(path, project, args(variant))
        const isWrapped = variant === 'wrapped'
        const titles = [...FEATURES, ...others, ...(isWrapped ? WITHOUT_MOUNT : [])]
        const gone = isWrapped ? missing : { ...UNCONFIGURED, ...missing }
        expect(found).toEqual(expectedOf(titles, gone))
      },
      60_000,
    )
  })
})

function expectedOf(titles: readonly string[], missing: Missing): Report {
  return Object.fromEntries(
    titles.map(title => {
      const reason = missing[title]
      return [title, reason ? expect.stringMatching(reason) : 'passed']
    }),
  )
}
