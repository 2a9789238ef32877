import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type LoadPlan, loadRequest, loadRules } from '../../../src/modules/load-rules'
import type { HookContext, LoadResult } from '../../../src/modules/node-module'
import { runSync } from '../../../src/modules/steps'
import { tree } from './tree'

const root = tree({
  'package.json': {},
  'route.ts': 'typescript',
  'route.js': 'javascript',
  'data.json': '{"a":1}',
  'bad.json': '{',
  'esm/package.json': { type: 'module' },
  'commonjs/package.json': { type: 'commonjs' },
  'commonjs/lib.js': 'export const a = 1',
  'commonjs/text.js': 'exports.a = `\nexport`',
})
const at = (path: string): string => join(root, path)
const url = (path: string): string => pathToFileURL(at(path)).href

const IMPORT: HookContext = { conditions: ['node', 'import'], format: 'commonjs' }
const REQUIRE: HookContext = { conditions: new Set(['node', 'require']) }

interface Case {
  readonly context?: HookContext
  readonly transpiled?: boolean
  readonly host?: LoadResult | { readonly code: string }
}

function plan(
  location: string,
  { context = IMPORT, transpiled = false, host = {} }: Case,
): LoadPlan {
  const request = loadRequest(location, context, () => transpiled)
  if (!request) throw new Error('not ours')
  return runSync(loadRules(request), () => {
    if ('code' in host) throw Object.assign(new Error(host.code), host)
    return host as LoadResult
  })
}

describe('loadRequest', () => {
  it.each([
    ['a package', url('node_modules/pkg/index.js')],
    ['a built-in module', 'node:fs'],
    ['this library', pathToFileURL(join(__dirname, '../../../src/warn.ts')).href],
  ])('leaves %s to Node', (_title, location) => {
    expect(loadRequest(location, IMPORT, () => false)).toBeUndefined()
  })
})

describe('loadRules', () => {
  it('compiles TypeScript that the host refuses', () => {
    for (const code of [
      'ERR_UNKNOWN_FILE_EXTENSION',
      'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX',
      'ERR_INVALID_TYPESCRIPT_SYNTAX',
    ]) {
      expect(plan(url('route.ts'), { host: { code } })).toMatchObject({ by: 'compiler' })
    }
  })

  it('compiles TypeScript whose types Node would only strip, from the source that Node read', () => {
    const host = { format: 'module-typescript', source: Buffer.from('read by the host') }
    expect(plan(url('route.ts'), { host })).toEqual({
      by: 'compiler',
      file: at('route.ts'),
      source: 'read by the host',
      format: undefined,
    })
  })

  it('runs a library file with export as a module where the package says "type": "commonjs"', () => {
    const source = 'export const a = 1'
    for (const host of [{ format: 'commonjs' }, { format: 'commonjs', source }]) {
      const result = { format: 'module', source }
      expect(plan(url('commonjs/lib.js'), { host })).toEqual({ by: 'host', result })
    }
  })

  it.each([
    ['is CommonJS', 'commonjs/text.js', {}],
    ['is required', 'commonjs/lib.js', { context: REQUIRE }],
    ['belongs to the transpiler of the host', 'commonjs/lib.js', { transpiled: true }],
    ['is in a package without type', 'route.js', {}],
  ])('leaves a library file to the host that %s', (_title, file, given) => {
    const host = { format: 'commonjs' }
    expect(plan(url(file), { ...given, host })).toEqual({ by: 'host', result: host })
  })

  it('passes what the transpiler of the host produced', () => {
    const host = { format: 'module', source: 'javascript' }
    expect(plan(url('route.ts'), { host })).toEqual({ by: 'host', result: host })
  })

  it('compiles TypeScript that a hook hands on untouched as a module, as import-in-the-middle does', () => {
    const host = { format: 'module', source: 'typescript' }
    expect(plan(url('route.ts'), { host })).toMatchObject({ by: 'compiler', source: 'typescript' })
  })

  it('passes any other failure of the host on', () => {
    expect(() => plan(url('route.ts'), { host: { code: 'ENOENT' } })).toThrow('ENOENT')
  })

  it('keeps its hands off a require that the transpiler of the host serves', () => {
    const host = { format: 'commonjs', source: 'x' }
    const given = { context: REQUIRE, transpiled: true, host }
    expect(plan(url('route.ts'), given)).toEqual({ by: 'host', result: host })
  })

  it('answers an import of a file of that transpiler with a facade', () => {
    const refused = { code: 'ERR_UNKNOWN_FILE_EXTENSION' }
    const sourceless = { format: 'commonjs' }
    for (const host of [refused, sourceless]) {
      expect(plan(url('route.ts'), { transpiled: true, host })).toMatchObject({ by: 'facade' })
    }
  })

  it('does not do so in a package of ES modules, which CommonJS cannot load', () => {
    const host = { code: 'ERR_UNKNOWN_FILE_EXTENSION' }
    expect(plan(url('esm/route.ts'), { transpiled: true, host })).toMatchObject({ by: 'compiler' })
  })

  it('RES-2: forces a marked file to be an ES module', () => {
    expect(plan(`${url('route.ts')}?rh=esm`, {})).toMatchObject({
      by: 'compiler',
      format: 'module',
    })
    expect(plan(`${url('route.js')}?rh=esm`, {})).toEqual({
      by: 'us',
      result: { format: 'module', source: 'javascript' },
    })
  })

  it('makes a module of JSON that is imported without an attribute', () => {
    expect(plan(url('data.json'), {})).toMatchObject({
      result: { format: 'module', source: expect.stringContaining('export default') },
    })
  })

  it('names the file of JSON that cannot be parsed', () => {
    expect(() => plan(url('bad.json'), {})).toThrow(at('bad.json'))
  })

  it.each([
    ['with the attribute', { ...IMPORT, importAttributes: { type: 'json' } }],
    ['by require', REQUIRE],
  ])('leaves JSON that is asked for %s to the host', (_title, context) => {
    const host = { format: 'json', source: '{}' }
    expect(plan(url('data.json'), { context, host })).toEqual({ by: 'host', result: host })
  })

  it('never touches JavaScript', () => {
    const host = { format: 'commonjs', source: null }
    expect(plan(url('route.js'), { host })).toEqual({ by: 'host', result: host })
  })
})
