/** UC-2 where a transpiler writes many lines into one, as tsx does: columns must stay right too. */
import { SourceMap } from 'node:module'
import { transformSync } from '@swc/core'
import fc from 'fast-check'
import { readInlineMap } from '../../../../src/modules/inline-map'
import { originalPosition } from '../../../../src/modules/original-position'
import { transform } from './evaluate'

/** Everything on one line, with an inline map. */
function minified(source: string): string {
  const { code } = transformSync(source, {
    filename: '/project/lib/a.ts',
    minify: true,
    sourceMaps: 'inline',
    jsc: { target: 'es2022', parser: { syntax: 'typescript' }, minify: { sourceMap: true } },
    module: { type: 'es6' },
  })
  return code
}

/** `mark("7")` → the line of the source that the map of `code` leads to. */
function linesOfMarks(code: string): Map<string, number> {
  const map = new SourceMap(readInlineMap(code)!)
  const lines = code.split('\n')
  return new Map(
    lines.flatMap((line, index) =>
      [...line.matchAll(/mark\("(\d+)"\)/g)].map(({ 1: name = '', index: column }) => {
        const entry = map.findEntry(index, column)
        return [name, 'originalLine' in entry ? entry.originalLine + 1 : -1] as const
      }),
    ),
  )
}

function expectTruth(source: string, code: string): void {
  const marks = [...source.matchAll(/mark\("(\d+)"\)/g)]
  const written = marks.map(
    ({ 1: name = '', index }) => [name, source.slice(0, index).split('\n').length] as const,
  )
  expect(linesOfMarks(code)).toEqual(new Map(written))
}

const lines = fc.array(
  fc.constantFrom(
    (mark: string) =>
      `export async function f${mark.length}_N() {\n  'use cache'\n  return ${mark}\n}`,
    (mark: string) =>
      `export const c_N = async (a: string) => {\n  'use cache'\n  await ${mark}\n  return a\n}`,
    (mark: string) => `export const o_N = { async m() {\n 'use cache'\n return [${mark}] } }`,
    (mark: string) => `export const p_N = ${mark}`,
    (mark: string) =>
      `export function make_N(p: number) {\n  return async () => {\n    'use cache'\n    return p + ${mark}\n  }\n}`,
    (mark: string) => `${mark}\n/* ${'é'.repeat(40)} 🙂 */`,
  ),
  { minLength: 1, maxLength: 12 },
)

describe('the inline source map of a file with cached functions', () => {
  it('leads from each place to the line that the author wrote', () => {
    fc.assert(
      fc.property(lines, forms => {
        const source = forms
          .map((form, index) => form(`mark("${index}")`).replace('_N', `_${index}`))
          .join('\n')
        const compiled = minified(source)
        expectTruth(source, compiled)
        expectTruth(source, transform(compiled))
      }),
      { numRuns: 100 },
    )
  })

  it('stays as it is in a file without', () => {
    const compiled = minified("export const text = 'is not a use cache'\n")
    expect(transform(compiled)).toBe(compiled)
  })

  it('that cannot be read is left alone', () => {
    const source =
      'async function f() { "use cache" }\n//# sourceMappingURL=data:application/json;base64,e30x'
    expect(transform(source)).toContain('base64,e30x')
  })

  it('without the text of its source leads to that of the file, as tsx wants it', () => {
    const compiled = minified("\n\nexport const a = mark('0')\n")
    const map = readInlineMap(compiled)!
    const without = Buffer.from(JSON.stringify({ ...map, sourcesContent: [null] })).toString(
      'base64',
    )
    const source = compiled.replace(/base64,.*/, `base64,${without}`)
    expect(originalPosition(source, { line: 1, column: 1 }, __filename)).toMatchObject({
      line: 3,
      text: expect.stringContaining('as tsx wants it'),
    })
  })
})
