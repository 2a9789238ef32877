/** What tells stored answers apart. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hashKey } from '../../../src/cache/entry/key'
import { createRoutes } from '../../../src/create-routes'
import { sourcesId } from '../../../src/static/build-id'
import { canonicalMount } from '../../../src/static/mount-path'
import { RouteKey } from '../../../src/static/route-key'

const PARTS = { compat: 16, buildId: 'b', appId: 'src/app', mount: '/api' } as const

describe('the key of an answer', () => {
  it.each<[Record<string, string | string[]> | undefined, string]>([
    [undefined, ''],
    [undefined, 'tenant "7"'],
    [{ id: 'a' }, ''],
    [{ z: 'ä', a: ['x', 'y'] }, 't'],
    [{}, ''],
  ])('H9 is the hash of its whole tuple, for params %j and tenant %j', (params, tenant) => {
    const key = new RouteKey(PARTS, 'p/[id]/route', params !== undefined)
    const tuple = ['v1', 'R', 16, 'b', 'src/app', '/api', 'p/[id]/route', params ?? {}, tenant]
    expect(key.of({ params }, tenant)).toBe(hashKey(tuple))
  })

  it('H9 tells segments from a segment with a slash, and absent ones from empty ones', () => {
    const key = new RouteKey(PARTS, 'p/[[...path]]/route', true)
    const keys = [{ path: ['a/b'] }, { path: ['a', 'b'] }, {}, { path: [''] }, { path: [] }]
    expect(new Set(keys.map(params => key.of({ params }, ''))).size).toBe(5)
  })
})

describe('the path of a mount', () => {
  it.each([
    ['', ''],
    ['/', ''],
    ['/api', '/api'],
    ['/%61pi/', '/api'],
    ['/a%2fb', '/a%2Fb'],
    ['/%e4', '/%25e4'],
    ['/ä', '/%C3%A4'],
  ])('H8 %j has the one spelling %j', (path, canonical) => {
    expect(canonicalMount(path)).toBe(canonical)
  })
})

describe('the name of a deployment that nobody has named', () => {
  it('H21 depends on the route files, not on where the project lies', () => {
    const roots = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'rh-build-')))
    const idOf = (root: string, source: string): string => {
      mkdirSync(join(root, 'app'), { recursive: true })
      writeFileSync(join(root, 'app/route.js'), source)
      return sourcesId([join(root, 'app/route.js')], root)
    }
    const [one, two] = roots.map(root => idOf(root, 'exports.GET = 1'))
    const edited = idOf(roots[0]!, 'exports.GET = 2')
    for (const root of roots) rmSync(root, { recursive: true })
    expect(one).toBe(two)
    expect(edited).not.toBe(one)
  })
})

describe('mounts that share a cache', () => {
  const { NODE_ENV } = process.env
  beforeEach(() => {
    process.env['NODE_ENV'] = 'production'
  })
  afterEach(() => {
    process.env['NODE_ENV'] = NODE_ENV
  })

  it('H8 are not taken for each other, whatever their files are called', async () => {
    const manifestOf = (name: string) => ({
      'a/route.ts': { dynamic: 'force-static', GET: () => new Response(name) },
    })
    const mounts = ['one', 'two'].map(name => createRoutes(manifestOf(name)))
    const texts: string[] = []
    for (const routes of [...mounts, ...mounts]) {
      texts.push(await (await routes.fetch(new Request('http://host.example/a'))).text())
    }
    await Promise.all(mounts.map(routes => routes.close()))
    expect(texts).toEqual(['one', 'two', 'one', 'two'])
  })
})
