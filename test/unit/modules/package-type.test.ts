import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { forgetPackageTypes, packageType } from '../../../src/modules/package-type'
import { tree } from './tree'

const root = tree({
  'package.json': { type: 'module' },
  'src/app/route.ts': '',
  'untyped/package.json': { name: 'untyped' },
  'untyped/src/route.ts': '',
  'odd/package.json': { type: 'esm' },
  'broken/package.json': '{',
  'commonjs/package.json': { type: 'commonjs' },
  'node_modules/route.js': '',
  'node_modules/pkg/lib/index.js': '',
})

describe('packageType(file)', () => {
  it.each([
    ['src/app/route.ts', 'module', 'two directories below the manifest'],
    ['untyped/src/route.ts', undefined, 'the nearest manifest decides, also without type'],
    ['odd/route.ts', undefined, 'an unknown type is none'],
    ['broken/route.ts', undefined, 'a broken manifest still ends the search'],
    ['commonjs/deep/er/route.ts', 'commonjs', 'directories need not exist'],
    ['node_modules/route.js', undefined, 'nothing above node_modules is asked'],
    ['node_modules/pkg/lib/index.js', undefined, 'nothing above node_modules is asked'],
  ])('%s is %p: %s', (file, expected) => {
    expect(packageType(join(root, file))).toBe(expected)
  })

  it('remembers until it is told to forget', () => {
    const file = join(root, 'later/route.ts')
    expect(packageType(file)).toBe('module')
    mkdirSync(join(root, 'later'))
    writeFileSync(join(root, 'later/package.json'), '{"type":"commonjs"}')
    expect(packageType(file)).toBe('module')
    forgetPackageTypes()
    expect(packageType(file)).toBe('commonjs')
  })
})
