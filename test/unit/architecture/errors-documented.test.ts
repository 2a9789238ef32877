/** ERR-8: docs/errors.md and the sources name the same codes. */
import { ERRORS } from '../../../src/errors'
import { sourceFiles, textOf } from './sources'

const page = textOf('docs/errors.md')
const sources = sourceFiles('src', 'adapters').map(file => ({ file, text: textOf(file) }))

/** The cells of the table under a heading. */
function rowsUnder(heading: string): string[][] {
  const section = page.split(`## ${heading}\n`)[1]!.split('\n## ')[0]!
  const lines = section.split('\n').filter(line => line.startsWith('| `RH_'))
  return lines.map(line => line.split(' | ').map(cell => cell.replace(/^\| |`| \|$/g, '')))
}

const errors = rowsUnder('Errors')
const warnings = rowsUnder('Warnings')

const raised = (pattern: RegExp, others = sources): string[] => {
  const codes = others.flatMap(({ text }) => [...text.matchAll(pattern)].map(([, code]) => code!))
  return [...new Set(codes)].sort()
}

describe('docs/errors.md', () => {
  it('ERR-8: has every error with its status, in the order of the table', () => {
    const documented = errors.map(([code, status]) => [code, Number(status)])
    expect(documented).toEqual(Object.entries(ERRORS).map(([code, { status }]) => [code, status]))
  })

  it('has every warning, sorted', () => {
    const given = raised(/\bwarn(?:Once)?\(\s*'(RH_[A-Z_]+)'/g)
    expect(given.length).toBeGreaterThan(5)
    expect(warnings.map(([code]) => code)).toEqual(given)
  })

  it.each([...errors, ...warnings].map(cells => ({ cells, code: cells[0] })))(
    '$code: says when it comes and what to do, in sentences',
    ({ cells }) => {
      const [when, remedy] = cells.slice(-2)
      expect([when, remedy]).toEqual([expect.stringMatching(/\.$/), expect.stringMatching(/\.`?$/)])
    },
  )
})

describe('the table of errors', () => {
  it('ERR-8: has no code that is never raised, and no code is raised that it lacks', () => {
    const warned = new Set(warnings.map(([code]) => code))
    const others = sources.filter(({ file }) => file !== 'src/errors.ts')
    const named = raised(/'(RH_[A-Z_]+)'/g, others).filter(code => !warned.has(code))
    expect(named).toEqual(Object.keys(ERRORS).sort())
  })
})
