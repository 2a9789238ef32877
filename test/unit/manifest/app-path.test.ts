/** Keys of a manifest as people write them and as globs give them. */
import { appPaths } from '../../../src/manifest/app-path'

const pathsOf = (...keys: string[]) => appPaths(keys, ['ts']).map(({ file }) => file)

it.each([
  ['relative to the app directory', ['route.ts', 'a/route.ts'], ['a/route.ts', 'route.ts']],
  ['with a dot', ['./a/route.ts'], ['a/route.ts']],
  ['one with a dot, one without', ['./a/route.ts', 'b/route.ts'], ['a/route.ts', 'b/route.ts']],
  [
    "of import.meta.glob('./app/**')",
    ['./app/route.ts', './app/a/route.ts'],
    ['a/route.ts', 'route.ts'],
  ],
  ["of import.meta.glob('/src/app/**')", ['/src/app/a/route.ts'], ['a/route.ts']],
  ["of import.meta.glob('../app/**')", ['../app/a/route.ts'], ['a/route.ts']],
  [
    "of import.meta.glob('./**') in app/",
    ['./a/route.ts', './b/route.ts'],
    ['a/route.ts', 'b/route.ts'],
  ],
])('%s', (_, keys, files) => {
  expect(pathsOf(...keys)).toEqual(files)
})

it.each([
  [
    'a directory that all keys share is part of the URL',
    ['./users/route.ts', './users/[id]/route.ts'],
    'users/[id]/route.ts',
  ],
  ['so is an app directory without a dot in front', ['app/route.ts'], 'app/route.ts'],
  ['only the first app is the directory', ['./app/app/x/route.ts'], 'app/x/route.ts'],
  ['one that not all keys share is none', ['./app/route.ts', './b/route.ts'], 'app/route.ts'],
])('%s', (_, keys, first) => {
  expect(pathsOf(...keys)[0]).toBe(first)
})

it.each(['_private/route.ts', '.hidden/route.ts', 'node_modules/x/route.ts'])(
  '%s is hidden, as it is from a scan',
  key => {
    expect(appPaths([key], ['ts'])).toMatchObject([{ key, isHidden: true }])
  },
)

it('refuses two keys of one file, naming both', () => {
  expect(() => pathsOf('a/route.ts', './a/route.ts')).toThrow(
    'The manifest has the route file a/route.ts twice.\n  a/route.ts\n  ./a/route.ts\nKeep one',
  )
})
