/** What the module runner evaluates behaves as what Node evaluates, and leaves nothing behind. */
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { NODES, reportOf, run } from './child'
import { inspect } from './nodes'
import { CASES } from './runner-cases'

const FIXTURES = join(__dirname, 'fixtures/runner')

/** For six modules. What is measured, decision 014 has it, is far below. */
const BYTES_PER_EDIT = 4096

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

  it('G12: the stack of an edited file has its TypeScript line and column', async () => {
    const cwd = realpathSync(mkdtempSync(join(tmpdir(), 'rh-runner-')))
    const stacks = reportOf(await run(node.path, cwd, [join(FIXTURES, 'stacks.cjs')]))
    const file = join(cwd, 'a route.ts')
    expect(stacks).toEqual([8, 9, 10].map(line => `at GET (${file}:${line}:77)`))
  })

  it('G13: whoever maps stacks already goes on doing so', async () => {
    const cwd = mkdtempSync(join(tmpdir(), 'rh-runner-'))
    const stacks = reportOf(await run(node.path, cwd, [join(FIXTURES, 'stacks.cjs'), 'foreign']))
    expect(stacks).toEqual(['foreign', 'foreign', 'foreign'])
  })

  it('RLD-10: what was replaced is collected', async () => {
    const ended = await run(node.path, tmpdir(), ['--expose-gc', join(FIXTURES, 'growth.cjs')])
    expect(reportOf(ended).bytesPerEdit).toBeLessThan(BYTES_PER_EDIT)
  }, 60_000)
})
