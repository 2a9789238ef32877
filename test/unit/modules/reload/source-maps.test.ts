import { SourceMap } from 'node:module'
import { compile } from '../../../../src/modules/compile'
import { mapComment, withoutMap } from '../../../../src/modules/reload/source-maps'
import { compiler } from './compiler'

const inline = (map: object): string =>
  `//# sourceMappingURL=data:application/json;base64,${Buffer.from(JSON.stringify(map)).toString('base64')}`

const parsed = (comment: string) =>
  JSON.parse(Buffer.from(comment.split('base64,')[1]!, 'base64').toString())

describe('withoutMap', () => {
  it.each([
    ['an inline map', `a\n${inline({ v: 1 })}`, 'a', '{"v":1}'],
    ['an inline map and line breaks', `a\n${inline({ v: 1 })}\n\n`, 'a', '{"v":1}'],
    ['a map in a file', 'a\n//# sourceMappingURL=a.js.map\n', 'a', undefined],
    ['no map', 'a\n', 'a\n', undefined],
    ['a map in a string', `\`\n${inline({})}\n\``, `\`\n${inline({})}\n\``, undefined],
  ])('takes %s off the end', (_, source, code, map) => {
    expect(withoutMap(source)).toEqual({ code, map })
  })
})

describe('mapComment', () => {
  const typescript = [
    'interface Shape { a: number }',
    'enum Color { Red }',
    "import { b } from './b'",
    'export const GET = (shape: Shape) => b(shape, Color.Red)',
  ].join('\n')

  it('G12: leads from what runs to the line and column in TypeScript', () => {
    const js = withoutMap(compile(compiler(), '/p/a b.ts', typescript, 'module').source)
    const run = compiler().moduleRunnerTransformSync('/p/a.js', js.code, { sourcemap: true })
    const payload = parsed(mapComment('/p/a b.ts', run.map!, js.map))
    const lines = run.code.split('\n')
    const line = lines.findIndex(text => text.includes('const GET'))
    const entry = new SourceMap(payload).findEntry(line, lines[line]!.indexOf('shape,'))
    expect(entry).toMatchObject({
      originalSource: 'file:///p/a%20b.ts',
      originalLine: 3,
      originalColumn: typescript.split('\n')[3]!.indexOf('shape,'),
    })
  })

  it('names the file itself where nothing was compiled, and carries no contents', () => {
    const { map } = compiler().moduleRunnerTransformSync('/p/x.js', 'export const a = 1', {
      sourcemap: true,
    })
    const payload = parsed(mapComment('/p/real.js', map!, undefined))
    expect(payload.sources).toEqual(['file:///p/real.js'])
    expect(payload.sourcesContent).toBeUndefined()
  })
})
