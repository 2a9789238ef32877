import { join } from 'node:path'
import { fromPaths } from '../../../src/modules/paths'
import { configOf } from '../../../src/modules/tsconfig'
import { state } from '../../../src/state'
import { tree } from './tree'

const root = tree({
  'app/tsconfig.json': `{
    // A comment, and a trailing comma.
    "extends": ["./base.json"],
    "compilerOptions": { "outDir": "dist", "rootDir": "src", },
  }`,
  'app/base.json': {
    compilerOptions: {
      paths: {
        '@/*': ['./src/*'],
        '@/special': ['./src/exact.ts'],
        '#lib/*': ['./src/*'],
        '@/lib/*': ['./missing/*', './src/library/*'],
        here: [`\${configDir}/src/exact.ts`],
      },
    },
  },
  'app/src/exact.ts': '',
  'app/src/db.ts': '',
  'app/src/special.ts': '',
  'app/src/library/tool.ts': '',
  'app/src/mod.mts': '',
  'app/dist/db.js': '',
  'app/dist/mod.mjs': '',
  'app/dist/library/tool.js': '',
  'inferred/tsconfig.json': {
    compilerOptions: { outDir: './out', paths: { '@/*': ['./src/*'] } },
  },
  'inferred/src/db.ts': '',
  'inferred/out/db.js': '',
  'based/jsconfig.json': { compilerOptions: { baseUrl: './src' } },
  'based/src/lib/db.js': '',
  'based/src/fs.js': '',
  'broken/tsconfig.json': { extends: './nowhere.json' },
  'plain/db.ts': '',
})

const at = (path: string): string => join(root, path)

describe('fromPaths(specifier, importer)', () => {
  it.each([
    ['TSC-1', '@/db', 'app/src/routes/route.ts', 'app/src/db.ts', 'extends and JSONC'],
    ['TSC-1', 'here', 'app/src/route.ts', 'app/src/exact.ts', 'relative to the project'],
    ['TSC-1', 'lib/db', 'based/src/route.js', 'based/src/lib/db.js', 'jsconfig.json with baseUrl'],
    ['TSC-2', '#lib/db', 'app/src/route.ts', 'app/src/db.ts', 'a key that looks like Node’s'],
    ['TSC-2', '@/special', 'app/src/route.ts', 'app/src/exact.ts', 'an exact key comes first'],
    ['TSC-2', '@/lib/tool', 'app/src/route.ts', 'app/src/library/tool.ts', 'targets in order'],
    ['TSC-2', '@/nothing', 'app/src/route.ts', undefined, 'no target exists'],
    ['TSC-2', 'express', 'app/src/route.ts', undefined, 'no key matches'],
    ['TSC-2', 'fs', 'based/src/route.js', undefined, 'a built-in module is not a path'],
    ['TSC-2', '@/db', 'plain/route.ts', undefined, 'no configuration'],
    ['TSC-3', '@/db', 'app/dist/routes/route.js', 'app/dist/db.js', 'rootDir into outDir'],
    ['TSC-3', '@/mod.mts', 'app/dist/route.js', 'app/dist/mod.mjs', 'the extension is swapped'],
    ['TSC-3', '@/lib/tool', 'app/dist/route.js', 'app/dist/library/tool.js', 'targets in order'],
    [
      'TSC-3',
      '@/db',
      'inferred/out/route.js',
      'inferred/out/db.js',
      'src/ where rootDir is left out',
    ],
  ])('%s: %s from %s is %s: %s', (_id, specifier, importer, expected) => {
    expect(fromPaths(specifier, at(importer))).toBe(expected && at(expected))
  })

  it('TSC-4: a configuration that cannot be read is one warning', () => {
    const emit = jest.spyOn(process, 'emitWarning').mockImplementation(() => {})
    expect(fromPaths('@/db', at('broken/route.ts'))).toBeUndefined()
    expect(fromPaths('@/db', at('broken/deep/route.ts'))).toBeUndefined()
    expect(emit).toHaveBeenCalledTimes(1)
    expect(emit).toHaveBeenCalledWith(expect.stringContaining(at('broken/tsconfig.json')), {
      type: 'RouteHandlersWarning',
      code: 'RH_TSCONFIG_INVALID',
    })
    emit.mockRestore()
    state.warned.clear()
  })

  it('TSC-4: is read once for each configuration', () => {
    expect(configOf(at('app/src/a/x.ts'))).toBe(configOf(at('app/src/b/y.ts')))
  })
})
