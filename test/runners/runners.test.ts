/**
 * JST-5, VT-4: what route files can do in each test runner, without configuration and with ours.
 * What is missing is asserted to be missing, for the reason given.
 */
import { inspect } from '../loading/nodes'
import { layOut, type Report, report, useWorkspace, type Variant } from './sample'
import { FEATURES, type Missing, SAMPLES, UNCONFIGURED, WITHOUT_MOUNT } from './samples'

const NODES = (process.env['RH_NODES']?.split(',') ?? [process.execPath]).map(inspect)

const VARIANTS: readonly Variant[] = ['as it is', 'wrapped', 'beside Next.js']

const workspace = useWorkspace()

describe.each(NODES)('Node $version', ({ path, major }) => {
  const samples = SAMPLES.filter(({ since = 0 }) => major >= since)

  describe.each(samples)('$name', ({ name, layers = [name], tools, others, missing, args }) => {
    it.each(VARIANTS)(
      '%s',
      async variant => {
        const project = layOut(workspace(), layers, variant, tools)
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
