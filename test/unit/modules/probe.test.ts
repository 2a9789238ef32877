import { join } from 'node:path'
import { probe } from '../../../src/modules/probe'
import { tree } from './tree'

const root = tree({
  'exact.txt': '',
  'db.ts': '',
  'view.tsx': '',
  'view.js': '',
  'data.json': '',
  'both.ts': '',
  'both.js': '',
  'dir/index.ts': '',
  'named.config.ts': '',
  'old.mts': '',
  'older.cts': '',
  'page.tsx': '',
})
const at = (path: string): string => join(root, path)

describe('probe(path)', () => {
  it.each([
    ['exact.txt', 'exact.txt', 'the file itself'],
    ['db', 'db.ts', 'an extension is appended'],
    ['db.js', 'db.ts', 'the extension of the output'],
    ['page.jsx', 'page.tsx', 'the extension of the output'],
    ['page.js', 'page.tsx', 'the extension of the output'],
    ['old.mjs', 'old.mts', 'the extension of the output'],
    ['older.cjs', 'older.cts', 'the extension of the output'],
    ['view', 'view.tsx', 'TypeScript before JavaScript'],
    ['data', 'data.json', 'JSON last'],
    ['dir', 'dir/index.ts', 'the index of a directory'],
    ['named.config', 'named.config.ts', 'a dot is no extension'],
    ['nothing', undefined, 'no file'],
    ['nothing.js', undefined, 'no file'],
  ])('RES-8: %s is %s: %s', (path, expected) => {
    expect(probe(at(path))).toBe(expected && at(expected))
  })

  it('RES-10: output beside sources: the importer stays in its own family', () => {
    expect(probe(at('both'), { importer: at('server.js') })).toBe(at('both.js'))
    expect(probe(at('both'), { importer: at('route.ts') })).toBe(at('both.ts'))
  })

  it('RES-10: the file that is loaded already comes before the family', () => {
    const isLoaded = (file: string) => file === at('both.js')
    expect(probe(at('both'), { importer: at('route.ts'), isLoaded })).toBe(at('both.js'))
  })
})
