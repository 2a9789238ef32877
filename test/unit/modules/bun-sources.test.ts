import { join } from 'node:path'
import type { BunRuntime } from '../../../src/modules/bun'
import { cachingFiles } from '../../../src/modules/bun-sources'
import { probe } from '../../../src/modules/probe'
import { tree } from './tree'

const CACHED = `export async function draw() { 'use cache' }`

/** Bun's scanner and resolver, as far as relative imports go. */
const bun = {
  resolveSync(specifier: string, directory: string): string {
    const found = probe(join(directory, specifier))
    if (found === undefined) throw new Error(`Cannot find ${specifier}`)
    return found
  },
  Transpiler: class {
    scanImports(source: string): { path: string }[] {
      if (source.includes('syntax error')) throw new Error('Parse error')
      return [...source.matchAll(/from '([^']+)'/g)].map(([, path = '']) => ({ path }))
    }
  },
} as unknown as BunRuntime

const found = (root: string, file = 'route.js'): string[] =>
  cachingFiles(bun, join(root, file)).map(path => path.slice(root.length + 1))

describe('cachingFiles(bun, file)', () => {
  it('BUN-3: finds the files with cached functions behind static imports, cycles included', () => {
    const root = tree({
      'package.json': {},
      'route.js': `import { a } from './a'\nimport 'next/server'`,
      'a.js': `import { draw } from './b'\nimport x from './route'`,
      'b.js': CACHED,
    })
    expect(found(root)).toEqual(['b.js'])
  })

  it('names a file once: Bun would keep every filter', () => {
    const root = tree({ 'package.json': {}, 'route.js': `import './b'\n${CACHED}` })
    expect(found(root)).toEqual(['route.js'])
    expect(found(root)).toEqual([])
  })

  it('leaves CommonJS alone, which Bun cannot be given as text', () => {
    const root = tree({ 'package.json': {}, 'route.js': `exports.x = () => { 'use cache' }` })
    expect(found(root)).toEqual([])
  })

  it('leaves packages alone', () => {
    const root = tree({
      'package.json': {},
      'route.js': `import { draw } from './node_modules/pkg/index.js'`,
      'node_modules/pkg/index.js': CACHED,
    })
    expect(found(root)).toEqual([])
  })

  it('leaves what cannot be parsed or found for Bun to report', () => {
    const root = tree({
      'package.json': {},
      'route.js': `import { a } from './missing'\nimport { b } from './broken'`,
      'broken.js': 'syntax error',
    })
    expect(found(root)).toEqual([])
  })
})
