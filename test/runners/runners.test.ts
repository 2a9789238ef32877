/**
 * JST-5, VT-4: what route files can do in each test runner, without configuration and with ours.
 * What is missing is asserted to be missing, for the reason given.
 */
import { rmSync } from 'node:fs'
import { inspect } from '../loading/nodes'
import { removeFolders } from '../package/tarball'
import { layOut, type Report, report, type Variant, workspace } from './sample'
import { FEATURES, type Missing, SAMPLES, UNCONFIGURED, WITHOUT_MOUNT } from './samples'

const NODES = (process.env['RH_NODES']?.split(',') ?? [process.execPath]).map(inspect)

const VARIANTS: readonly Variant[] = ['as it is', 'wrapped', 'beside Next.js']

let folder: string

beforeAll(async () => {
  folder = await workspace()
}, 180_000)

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
  removeFolders()
})

describe.each(NODES)('Node $version', ({ path, major }) => {
  const samples = SAMPLES.filter(({ since = 0 }) => major >= since)

  describe.each(samples)('$name', ({ name, fixture = name, tools, others, missing, args }) => {
    it.each(VARIANTS)(
      '%s',
      async variant => {
        const project = layOut(folder, fixture, variant, tools)
        const isWrapped = variant === 'wrapped'
        const titles = [...FEATURES, ...others, ...(isWrapped ? WITHOUT_MOUNT : [])]
        const gone = isWrapped ? missing : { ...UNCONFIGURED, ...missing }
        expect(await report(path, project, args(variant))).toEqual(expectedOf(titles, gone))
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
