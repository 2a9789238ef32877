import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Kind } from '../../../src/modules/node-module'
import { isNotFound, type Resolution, resolveRules } from '../../../src/modules/resolve-rules'
import { runSync } from '../../../src/modules/steps'
import { tree } from './tree'

const root = tree({
  'package.json': {},
  'tsconfig.json': { compilerOptions: { paths: { '@/*': ['./src/*'] } } },
  'src/db.ts': '',
  'src/app/route.ts': '',
  'src/lib/index.ts': '',
  'node_modules/pkg/index.js': '',
  'node_modules/deep/get.js': '',
})
const at = (path: string): string => join(root, path)
const url = (path: string): string => pathToFileURL(at(path)).href
const ROUTE = at('src/app/route.ts')

const notFound = () => Object.assign(new Error('nothing'), { code: 'ERR_MODULE_NOT_FOUND' })

/** A host that knows absolute names only, and remembers what it was asked. */
function resolve(specifier: string, importer: string | undefined, kind: Kind) {
  const questions: string[] = []
  const rules = resolveRules<string>({ specifier, importer, kind, scopes: [] })
  const resolution = runSync(rules, (question: string): string => {
    questions.push(question)
    if (/^(?:file:|\/)/.test(question) && !question.endsWith('.js')) return question
    throw notFound()
  })
  return { resolution, questions }
}

const byHost = (result: string): Resolution<string> => ({ by: 'host', result })

describe('resolveRules', () => {
  it('RES-2: answers a marked URL itself', () => {
    const marker = `${url('src/app/route.ts')}?rh=esm`
    expect(resolve(marker, undefined, 'import')).toEqual({
      resolution: { by: 'marker', url: marker },
      questions: [],
    })
  })

  it('RES-3: answers next/* for packages as well', () => {
    const { resolution } = resolve('next/headers', at('node_modules/pkg/index.js'), 'require')
    expect(resolution).toMatchObject({ by: 'file' })
  })

  it.each([
    ['an importer in node_modules', at('node_modules/pkg/index.js')],
    ['no importer', undefined],
    ['this library', join(__dirname, '../../../src/modules/loader.ts')],
  ])('RES-4: leaves %s to the host', (_title, importer) => {
    expect(() => resolve('./db', importer, 'import')).toThrow('nothing')
  })

  it('RES-5: finds the helpers of compiled decorators in our own dependencies', () => {
    const { resolution } = resolve('@oxc-project/runtime/helpers/decorate', ROUTE, 'import')
    expect(resolution).toMatchObject({ by: 'file', file: expect.stringContaining('decorate.js') })
  })

  it.each([
    ['RES-6', '@/db', 'import', [url('src/db.ts')]],
    ['RES-6', '@/db', 'require', [at('src/db.ts')]],
    ['RES-7', '../db', 'import', [url('src/db.ts')]],
    ['RES-7', '../lib', 'import', [url('src/lib/index.ts')]],
    ['RES-7', '../db?raw#x', 'import', [`${url('src/db.ts')}?raw#x`]],
    ['RES-8', '../db', 'require', ['../db', at('src/db.ts')]],
    ['RES-8', '../db.js', 'import', ['../db.js', url('src/db.ts')]],
    ['RES-8', '../db.js', 'require', ['../db.js', at('src/db.ts')]],
    ['RES-8', url('src/db'), 'import', [url('src/db.ts')]],
  ] as const)('%s: %s by %s asks the host for %j', (_id, specifier, kind, expected) => {
    const { resolution, questions } = resolve(specifier, ROUTE, kind)
    expect(questions).toEqual(expected)
    expect(resolution).toEqual(byHost(expected.at(-1) ?? ''))
  })

  it.each(['express', 'node:fs', '#internal', 'data:text/javascript,1', './nothing.js'])(
    'RES-8: passes the not-found of %s on',
    specifier => {
      expect(() => resolve(specifier, ROUTE, 'import')).toThrow('nothing')
    },
  )

  it.each(['require', 'import'] as const)(
    'stands in for next/constants, by %s, where the host does not find it',
    kind => {
      const importer = at('node_modules/pkg/index.js')
      const { resolution, questions } = resolve('next/constants', importer, kind)
      expect(questions).toEqual(['next/constants'])
      expect(resolution).toMatchObject({ file: expect.stringContaining('next-constants.js') })
    },
  )

  it('leaves next/constants to the host where it is found', () => {
    const request = { specifier: 'next/constants.js', importer: ROUTE, kind: 'import', scopes: [] }
    const rules = resolveRules<string>(request as Parameters<typeof resolveRules>[0])
    expect(runSync(rules, () => 'that of Next.js')).toEqual(byHost('that of Next.js'))
  })

  it('RES-8: passes any other error on at once', () => {
    const rules = resolveRules({
      specifier: '../db.js',
      importer: ROUTE,
      kind: 'import',
      scopes: [],
    })
    const refuse = () => {
      throw new Error('Package subpath is not defined by "exports"')
    }
    expect(() => runSync(rules, refuse)).toThrow('not defined by')
  })

  it('names file and specifier of a next/* import that exists nowhere', () => {
    expect(() => resolve('next/image', ROUTE, 'import')).toThrow(
      expect.objectContaining({
        code: 'RH_NEXT_IMPORT_UNRESOLVED',
        file: ROUTE,
        message: expect.stringMatching(/"next\/image", imported by .*route\.ts/),
      }),
    )
  })
})

describe('isNotFound(error)', () => {
  it.each([
    [{ code: 'ERR_MODULE_NOT_FOUND' }, true],
    [{ code: 'MODULE_NOT_FOUND' }, true],
    [{ code: 'ERR_UNSUPPORTED_DIR_IMPORT' }, true],
    [{ message: "Cannot find module './x'" }, true],
    [{ message: '"./x" cannot be resolved' }, true],
    [{ code: 'ERR_PACKAGE_PATH_NOT_EXPORTED', message: 'no' }, false],
    [undefined, false],
  ])('%j: %p', (error, expected) => {
    expect(isNotFound(error)).toBe(expected)
  })
})
