import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { diagnose as diagnoseWith } from '../../../../src/modules/reload/diagnose'
import { tree } from '../tree'
import { compiler } from './compiler'

const root = tree({
  'package.json': { type: 'module' },
  'fine.ts': "import { x } from './other.ts'\nexport const GET = () => x\n",
  'broken.ts': 'type A = 1\n\nexport const GET = () => { const x: = 1 }\n',
  'broken.js': 'export const a = 1\nexport const b = = 2\n',
  'broken.tsx': 'export const a = <div>\n',
  'other.ts': "export * from '@/lib/gone'\nimport pkg from 'no-package/sub'\n",
  'required.cjs': "const a = 1\nconst b = require('./nowhere')\nreturn\n",
  'throws.ts': "export const a = 1\nthrow new Error('thrown')\n",
  'with.cjs': 'with (Math) { module.exports = PI }\nreturn\n',
})
const at = (name: string): string => join(root, name)
const diagnose = (names: readonly string[], failure: unknown) =>
  diagnoseWith(names.map(at), failure, compiler)

const failure = (message: string, more: object = {}): Error =>
  Object.assign(new Error(message), { stack: `Error: ${message}` }, more)

describe('a syntax error', () => {
  it('RLD-14: is shown as the text of the rule has it', () => {
    const found = diagnose(['fine.ts', 'broken.ts'], failure('Transform failed with 1 error'))
    expect(`${found?.message}\n\n${found?.frame}`).toBe(
      [
        'Unexpected token',
        '',
        `  ${relative(process.cwd(), at('broken.ts'))}:3:37`,
        '',
        '  1 | type A = 1',
        '  2 |',
        '> 3 | export const GET = () => { const x: = 1 }',
        '    |                                     ^',
        '  4 |',
      ].join('\n'),
    )
  })

  it.each([
    ['broken.js', 2, 18],
    ['broken.ts', 3, 37],
    ['broken.tsx', 1, 23],
  ])('RLD-14: is found in %s, whatever failed on it', (name, line, column) => {
    const found = diagnose(['fine.ts', name], failure('anything'))
    expect(found).toMatchObject({ file: at(name), line, column })
  })

  it('is none where only a module could not say it, nor in files that are gone', () => {
    expect(diagnose(['with.cjs', 'gone.ts'], failure('anything'))).toBeUndefined()
  })
})

describe('an import that leads nowhere', () => {
  const notFound = { code: 'ERR_MODULE_NOT_FOUND' }

  it.each([
    [
      'a file, by its path',
      failure(`Cannot find module '${at('other.ts')}' imported from ${at('fine.ts')}`, notFound),
      ['fine.ts', 1, 19],
    ],
    [
      'a file, by its URL',
      failure(`Cannot find module '${pathToFileURL(at('other.ts'))}'`, notFound),
      ['fine.ts', 1, 19],
    ],
    [
      'a file that is required',
      failure(`Cannot find module './nowhere'\nRequire stack:\n- ${at('required.cjs')}`, {
        code: 'MODULE_NOT_FOUND',
      }),
      ['required.cjs', 2, 19],
    ],
    [
      'a package, of which only the name is told',
      failure(`Cannot find package 'no-package' imported from ${at('other.ts')}`, notFound),
      ['other.ts', 2, 17],
    ],
    [
      'an alias, which looks like a package',
      failure(`Cannot find package '@/lib' imported from ${at('other.ts')}`, notFound),
      ['other.ts', 1, 15],
    ],
    [
      'a name that is not exported',
      new SyntaxError("The requested module './other.ts' does not provide an export named 'x'"),
      ['fine.ts', 1, 19],
    ],
    [
      'a name that CommonJS hides',
      new SyntaxError("Named export 'x' not found. The requested module './other.ts' is a …"),
      ['fine.ts', 1, 19],
    ],
  ])('RLD-14: is shown: %s', (_, error, [name, line, column]) => {
    const found = diagnose(['required.cjs', 'fine.ts', 'other.ts'], error)
    expect(found).toMatchObject({ file: at(name as string), line, column })
    expect(found?.frame).toContain(`${name}:${line}:${column}`)
  })

  it('RLD-14: is told in one line', () => {
    const error = failure(`Cannot find module './nowhere'\nRequire stack:\n- ${at('required.cjs')}`)
    expect(diagnose(['required.cjs'], error)?.message).toBe("Cannot find module './nowhere'")
  })
})

describe('an error during evaluation', () => {
  it('RLD-14: is shown where it was thrown', () => {
    const stack = `Error: thrown\n    at ${pathToFileURL(at('throws.ts'))}?rh-hot:2:7`
    const found = diagnose(['throws.ts'], failure('thrown', { stack }))
    expect(found).toMatchObject({ file: at('throws.ts'), line: 2, column: 7, message: 'thrown' })
  })

  it.each([undefined, null, 'text', 1])('%p is thrown, and there is nothing to show', thrown => {
    expect(diagnose(['fine.ts'], thrown)).toBeUndefined()
  })
})
