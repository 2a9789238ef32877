/** Discovery: next-semantics 2.1, reliability rows 233, 236 and 238, FT-8. */
import { writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { createRouter } from '../../../src/router/router'
import { scanDirectory } from '../../../src/router/scan'
import { app, base, failToList, NEXT, scan, write } from './disk'

describe('which files are routes', () => {
  test('route and page files at any depth, sorted, with their directories', () => {
    write('users/[id]/route.ts', 'route.js', '(g)/a/page.tsx', 'a/layout.tsx', 'a/data.ts')
    expect(scanDirectory(app, NEXT)).toEqual([
      { kind: 'page', file: join(app, '(g)/a/page.tsx'), segments: ['(g)', 'a'] },
      { kind: 'route', file: join(app, 'route.js'), segments: [] },
      { kind: 'route', file: join(app, 'users/[id]/route.ts'), segments: ['users', '[id]'] },
    ])
  })

  test.each([
    'a/route.test.ts',
    'a/route.d.ts',
    'a/route.ts~',
    'a/.#route.ts',
    'a/route',
    'a/Route.ts',
    'a/xroute.ts',
    'a/route.mjs',
    'a/route.cjs',
    'a/route.mts',
    'a/routes.ts',
    '.git/route.ts',
    'a/.hidden/route.ts',
    'node_modules/x/route.ts',
    'a/node_modules/route.ts',
    '__tests__/route.ts',
    'a/_private/b/route.ts',
  ])('row 233: %s is ignored', path => {
    write(path)
    expect(scan()).toEqual([])
  })

  test('extensions are those of the option, whole', () => {
    write('a/route.api.ts', 'b/route.ts', 'c/route.mts', 'd/route.d.ts')
    expect(scan({ extensions: ['api.ts', 'mts', 'd.ts'] })).toEqual([
      'a/route.api.ts',
      'c/route.mts',
    ])
  })

  test('a directory called route.ts is a segment', () => {
    write('route.ts/route.ts')
    expect(scanDirectory(app, NEXT)).toMatchObject([{ segments: ['route.ts'] }])
  })

  test('an empty directory has no routes', () => {
    expect(scan()).toEqual([])
  })

  test('ignore is asked with relative POSIX paths and spares whole directories', () => {
    write('a/b/route.ts', 'a/c/route.ts', 'd/route.ts', 'd/other.ts')
    const asked: string[] = []
    const found = scan({
      ignore: path => {
        asked.push(path)
        return path === 'a/b' || path === 'd/route.ts'
      },
    })
    expect(found).toEqual(['a/c/route.ts'])
    expect(asked.sort()).toEqual(['a', 'a/b', 'a/c', 'a/c/route.ts', 'd', 'd/route.ts'])
  })

  test('row 236: names with #, ?, % and spaces are taken as they are', () => {
    write('a#b/c?d/100%/sp ace/route.ts')
    expect(scanDirectory(app, NEXT)).toMatchObject([{ segments: ['a#b', 'c?d', '100%', 'sp ace'] }])
    const router = createRouter(scanDirectory(app, NEXT), {
      compat: 16,
      trailingSlash: 'ignore',
      parity: 'improved',
    })
    expect(router.match('/a%23b/c%3Fd/100%25/sp%20ace')).toMatchObject({ params: undefined })
  })

  test('a relative directory is taken from the working directory', () => {
    write('a/route.ts')
    const found = scanDirectory(relative(process.cwd(), app), NEXT)
    expect(found).toMatchObject([{ file: join(app, 'a/route.ts') }])
  })
})

describe('FT-8: a directory that is none', () => {
  test.each([
    ['missing', 'does not exist'],
    ['file.txt', 'is not a directory'],
  ])('%s throws, naming the absolute path and the fix', (name, fault) => {
    writeFileSync(join(base, 'file.txt'), '')
    const path = join(base, name)
    const run = (): unknown => scanDirectory(path, NEXT)
    expect(run).toThrow(expect.objectContaining({ code: 'RH_DIRECTORY_MISSING', file: path }))
    expect(run).toThrow(`The routes directory ${path} ${fault}`)
    expect(run).toThrow('Create it, or correct the path')
  })

  test.each([
    ['EACCES', 'a directory without permission is no silent 404'],
    ['EIO', 'nor is a broken disk'],
  ])('%s: %s', code => {
    write('a/route.ts')
    failToList(join(app, 'a'), code)
    const run = (): unknown => scan()
    expect(run).toThrow(
      expect.objectContaining({ code: 'RH_DIRECTORY_MISSING', file: join(app, 'a') }),
    )
    expect(run).toThrow(`The directory ${join(app, 'a')} cannot be read.`)
  })

  test('a directory deleted during the scan has no routes', () => {
    write('a/route.ts', 'b/route.ts')
    failToList(join(app, 'a'), 'ENOENT')
    expect(scan()).toEqual(['b/route.ts'])
  })
})

test('row 238: 5 000 route files are scanned within the time of a start-up', () => {
  for (let i = 0; i < 5000; i++) write(`g${i % 50}/r${i}/route.ts`)
  const started = performance.now()
  expect(scan()).toHaveLength(5000)
  expect(performance.now() - started).toBeLessThan(3000)
})
