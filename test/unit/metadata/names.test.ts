/** Next-semantics 2.11: which files are metadata, and where each is served. */
import { join } from 'node:path'
import { createRouter } from '../../../src/router/router'
import { scanDirectory } from '../../../src/router/scan'
import { app, NEXT, write } from '../router/disk'

const OPTIONS = { compat: 16, trailingSlash: 'ignore', parity: 'improved' } as const

function patternsOf(...paths: readonly string[]): string[] {
  write(...paths)
  return createRouter(scanDirectory(app, NEXT), OPTIONS).routes.map(({ pattern }) => pattern)
}

describe('a file is served at its URL', () => {
  test.each([
    ['favicon.ico', '/favicon.ico'],
    ['robots.txt', '/robots.txt'],
    ['robots.ts', '/robots.txt'],
    ['manifest.json', '/manifest.json'],
    ['manifest.webmanifest', '/manifest.webmanifest'],
    ['manifest.js', '/manifest.webmanifest'],
    ['sitemap.xml', '/sitemap.xml'],
    ['a/b/sitemap.xml', '/a/b/sitemap.xml'],
    ['a/sitemap.tsx', '/a/sitemap.xml'],
    ['icon.png', '/icon.png'],
    ['icon.svg', '/icon.svg'],
    ['a/icon0.ico', '/a/icon0.ico'],
    ['a/icon9.jsx', '/a/icon9'],
    ['apple-icon.jpeg', '/apple-icon.jpeg'],
    ['apple-icon.tsx', '/apple-icon'],
    ['opengraph-image.gif', '/opengraph-image.gif'],
    ['p/[id]/opengraph-image.tsx', '/p/[id]/opengraph-image'],
    ['p/[id]/twitter-image2.png', '/p/[id]/twitter-image2.png'],
    ['twitter-image.ts', '/twitter-image'],
    ['(grp)/sitemap.ts', '/sitemap.xml'],
    ['(grp)/gm/opengraph-image.js', '/gm/opengraph-image-khq5m9'],
    ['(grp)/gm/opengraph-image.png', '/gm/opengraph-image-khq5m9.png'],
  ])('%s: %s', (path, pattern) => {
    expect(patternsOf(path)).toEqual([pattern])
  })

  test('a slot has a suffix of its own, and @children none', () => {
    const [children, slot] = patternsOf('@children/icon.png', '@slot/icon.png')
    expect(children).toBe('/icon.png')
    expect(slot).toMatch(/^\/icon-[0-9a-z]{6}\.png$/)
  })
})

describe('not metadata', () => {
  test.each([
    'a/favicon.ico',
    'a/robots.txt',
    'a/robots.ts',
    '(g)/manifest.ts',
    'favicon.ts',
    'favicon.png',
    'icon10.png',
    'icon.gif',
    'icon.webp',
    'apple-icon.svg',
    'apple-icon.ico',
    'opengraph-image.svg',
    'opengraph-image.alt.txt',
    'sitemap.txt',
    'robots.mjs',
    'sitemap.d.ts',
    '_private/icon.png',
  ])('%s', path => {
    expect(patternsOf(path)).toEqual([])
  })

  test('a directory of such a name is a directory', () => {
    expect(patternsOf('robots.txt/route.ts', 'sitemap/route.ts')).toEqual([
      '/robots.txt',
      '/sitemap',
    ])
  })
})

test('a route and a metadata file of one URL are a conflict', () => {
  expect(() => patternsOf('robots.txt/route.ts', 'robots.ts')).toThrow(
    expect.objectContaining({
      code: 'RH_ROUTE_CONFLICT',
      message: expect.stringContaining(join(app, 'robots.ts')),
    }),
  )
})

test('a file below a parameter is one answer, whatever the parameter is', () => {
  write('p/[id]/icon.png', 'p/[id]/icon.tsx')
  const router = createRouter(scanDirectory(app, NEXT), OPTIONS)
  expect(router.match('/p/1/icon.png')).toBe(router.match('/p/2/icon.png'))
  expect(router.match('/p/2/icon.png')).toMatchObject({ params: undefined })
  expect(router.match('/p/2/icon')).toMatchObject({ params: { id: '2' } })
  expect(router.match('/p//icon.png')).toBeUndefined()
})
