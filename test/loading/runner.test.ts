/** RLD-10, RLD-11: what the module runner evaluates behaves as what Node evaluates. */
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { NODES, reportOf, run } from './child'
import { inspect } from './nodes'
import { CASES } from './runner-cases'

const FIXTURES = join(__dirname, 'fixtures/runner')

function cases(): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'rh-runner-')))
  for (const [index, files] of Object.values(CASES).entries()) {
    for (const [name, text] of Object.entries(files)) {
      for (const copy of ['node', 'runner']) {
        const path = join(root, copy, String(index), name)
        mkdirSync(dirname(path), { recursive: true })
        writeFileSync(path, text)
      }
    }
  }
  return root
}

describe.each(NODES.map(inspect))('Node $version', node => {
  let report: any

  beforeAll(async () => {
    report = reportOf(await run(node.path, cases(), [join(FIXTURES, 'compare.cjs')]))
  }, 60_000)

  it.each(Object.keys(CASES).map((title, index) => ({ title, index })))(
    'RLD-11: as in Node: $title',
    ({ index }) => {
      const { node, runner } = report[index]
      expect(runner).toEqual(node)
    },
  )
})
