/** Links and spellings: reliability rows 234 and 235. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { scanDirectory } from '../../../src/router/scan'
import { app, base, link, NEXT, scan, write } from './disk'

describe('row 234: symbolic links', () => {
  test('a link inside the directory is followed, under its own name', () => {
    write('v1/users/route.ts')
    link(join(app, 'v1'), 'v2')
    link(join(app, 'v1/users/route.ts'), 'again/route.ts')
    expect(scan()).toEqual(['again/route.ts', 'v1/users/route.ts', 'v2/users/route.ts'])
  })

  test('the directory itself may be a link', () => {
    write('a/route.ts')
    link('v1', 'v2')
    symlinkSync(app, join(base, 'current'))
    const current = join(base, 'current')
    expect(scanDirectory(current, NEXT)).toMatchObject([{ file: join(current, 'a/route.ts') }])
  })

  test('a link that leads outside is not followed, with a warning', () => {
    mkdirSync(join(base, 'app-other/x'), { recursive: true })
    writeFileSync(join(base, 'app-other/x/route.ts'), '')
    link(join(base, 'app-other'), 'out')
    link(join(base, 'app-other/x/route.ts'), 'file/route.ts')
    link(join(base, 'app-other/x/route.ts'), 'file/notes.ts')
    const warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => {})
    expect(scan()).toEqual([])
    expect(warn.mock.calls.map(([message]) => message).sort()).toEqual([
      expect.stringContaining(`The link ${join(app, 'file/route.ts')} leads to`),
      expect.stringContaining(`The link ${join(app, 'out')} leads to ${join(base, 'app-other')}`),
    ])
  })

  test('a link that leads outside is followed where that was asked for', () => {
    mkdirSync(join(base, 'app-other/x'), { recursive: true })
    writeFileSync(join(base, 'app-other/x/route.ts'), '')
    link(join(base, 'app-other'), 'out')
    link(base, 'above')
    const found = scanDirectory(app, { ...NEXT, followSymlinks: true })
    expect(found.map(({ file }) => file)).toEqual([
      join(app, 'above/app-other/x/route.ts'),
      join(app, 'out/x/route.ts'),
    ])
  })

  test('loops end', () => {
    write('a/b/route.ts')
    link(app, 'a/root')
    link(join(app, 'a'), 'a/b/up')
    link('self', 'self')
    link(join(app, 'gone'), 'dangling')
    expect(scan()).toEqual(['a/b/route.ts'])
  })

  test('a link into a private directory publishes it on purpose', () => {
    write('_shared/route.ts')
    link(join(app, '_shared'), 'public')
    expect(scan()).toEqual(['public/route.ts'])
  })
})

describe('row 235: names that differ only in case', () => {
  test('two directories are two routes where the file system has both', () => {
    write('User/route.ts')
    write('user/route.ts')
    const found = scan()
    expect(found).toEqual(
      found.length === 1 ? ['User/route.ts'] : ['User/route.ts', 'user/route.ts'],
    )
  })

  test('one directory under two spellings is an error that names both', () => {
    write('user/route.ts')
    link(join(app, 'user'), 'User')
    const run = (): unknown => scan()
    expect(run).toThrow(expect.objectContaining({ code: 'RH_ROUTE_CONFLICT' }))
    expect(run).toThrow(`\n  ${join(app, 'User/route.ts')}\n  ${join(app, 'user/route.ts')}\n`)
  })
})
