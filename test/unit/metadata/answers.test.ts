/** Next-semantics 2.11: what metadata files answer, in each version. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheControlOfFile } from '../../../src/metadata/fields'
import { app, ask, mount as mountFiles } from '../mount'

const REVALIDATE = 'public, max-age=0, must-revalidate'
const FOR_EVER = 'public, immutable, no-transform, max-age=31536000'

let mounts = 0

/** With answers of its own: mounts of one process share what they store. */
const mount: typeof mountFiles = (files, options) =>
  mountFiles(files, { cache: { buildId: String(mounts++) }, ...options })

const PRODUCTION = process.env['NODE_ENV']
beforeEach(() => {
  process.env['NODE_ENV'] = 'production'
})
afterEach(() => {
  process.env['NODE_ENV'] = PRODUCTION
})

/** Status, the fields that matter, text. */
async function told(answer: Promise<Response>) {
  const { status, headers, ...response } = await answer.then(async response => ({
    status: response.status,
    headers: response.headers,
    text: await response.text(),
  }))
  return [status, headers.get('content-type'), headers.get('cache-control'), response.text]
}

describe('code', () => {
  test.each([
    ['robots.ts', '/robots.txt', { rules: {} }, 'text/plain', 'User-Agent: *\n\n'],
    ['manifest.ts', '/manifest.webmanifest', { a: 1 }, 'application/manifest+json', '{"a":1}'],
    ['a/sitemap.ts', '/a/sitemap.xml', [], 'application/xml', expect.stringMatching(/^<\?xml/)],
  ])('%s has its type and Cache-Control', async (path, url, data, type, text) => {
    const routes = mount({ [path]: { default: () => data } })
    expect(await told(ask(routes, url))).toEqual([200, type, REVALIDATE, text])
  })

  test.each([14, 15, 16] as const)('is made once, without arguments (compat %i)', async compat => {
    const make = jest.fn(() => ({ rules: [] }))
    const routes = mount({ 'robots.ts': { default: make } }, { compat })
    const first = await ask(routes, '/robots.txt')
    const again = await ask(routes, '/robots.txt')
    expect(make.mock.calls).toEqual([[]])
    expect(again.headers.get('x-nextjs-cache')).toBe('HIT')
    expect(first.headers.get('etag')).toMatch(/./)
    const etag = again.headers.get('etag')!
    const known = await ask(routes, '/robots.txt', { headers: { 'if-none-match': etag } })
    expect(known.status).toBe(304)
  })

  test.each([
    ['dynamic', 'force-dynamic'],
    ['revalidate', 0],
  ])('%s = %p makes it for every request', async (name, value) => {
    let count = 0
    const routes = mount({
      'sitemap.ts': { [name]: value, default: () => [{ url: `${count++}` }] },
    })
    expect(await (await ask(routes, '/sitemap.xml')).text()).toContain('<loc>0</loc>')
    expect(await (await ask(routes, '/sitemap.xml')).text()).toContain('<loc>1</loc>')
  })

  test("parity: 'exact' does not escape", async () => {
    const files = { 'sitemap.ts': { default: () => [{ url: 'h?a&b' }] } }
    const text = async (parity: 'exact' | 'improved') =>
      (await ask(mount(files, { parity }), '/sitemap.xml')).text()
    expect(await text('improved')).toContain('<loc>h?a&amp;b</loc>')
    process.env['NODE_ENV'] = 'test'
    expect(await text('exact')).toContain('<loc>h?a&b</loc>')
  })

  test('an image is the Response that its function returns', async () => {
    const make = () => new Response('png', { headers: { 'content-type': 'image/png' } })
    const routes = mount({ 'icon.tsx': { size: { width: 1 }, alt: 'a', default: make } })
    expect(await told(ask(routes, '/icon'))).toEqual([200, 'image/png', 's-maxage=31536000', 'png'])
  })
})

describe('methods', () => {
  test('HEAD has the head of GET; others are 405', async () => {
    const routes = mount({ 'robots.ts': { default: () => ({ rules: [] }) } })
    const head = await ask(routes, '/robots.txt', { method: 'HEAD' })
    expect([head.status, head.headers.get('content-type')]).toEqual([200, 'text/plain'])
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const answer = await ask(routes, '/robots.txt', { method })
      expect([method, answer.status, answer.headers.get('allow')]).toEqual([
        method,
        405,
        'GET, HEAD',
      ])
    }
  })
})

describe('ids', () => {
  const seen: unknown[] = []
  const sitemaps = {
    'p/sitemap.ts': {
      generateSitemaps: async () => [{ id: 0 }, { id: 1 }],
      default: async ({ id }: { id: unknown }) => {
        seen.push(id instanceof Promise ? { promise: await id } : id)
        return [{ url: `u${await id}` }]
      },
    },
  }

  test.each([
    [14, 1],
    [15, '1'],
    [16, { promise: '1' }],
  ] as const)('the id of a sitemap under compat %i is %j', async (compat, id) => {
    seen.length = 0
    const routes = mount(sitemaps, { compat })
    expect(await (await ask(routes, '/p/sitemap/1.xml')).text()).toContain('<loc>u1</loc>')
    expect(seen).toEqual([id])
  })

  test.each(['/p/sitemap/2.xml', '/p/sitemap/1', '/p/sitemap/.xml'])('%s is 404', async path => {
    expect(await told(ask(mount(sitemaps), path))).toEqual([
      404,
      'text/plain;charset=UTF-8',
      // What is not there is not kept for long.
      's-maxage=60',
      'Not Found',
    ])
  })

  test.each(['/p/sitemap.xml', '/p/sitemap'])('%s is nobody’s', async path => {
    expect((await told(ask(mount(sitemaps), path)))[3]).toBe('')
  })

  const images = {
    'k/[k]/icon.ts': {
      generateImageMetadata: ({ params }: { params: { k: string } }) => [
        { id: 7 },
        { id: params.k },
      ],
      default: async ({ id, params }: { id: unknown; params: unknown }) =>
        Response.json({
          isPromise: [id instanceof Promise, params instanceof Promise],
          values: [await id, await params],
        }),
    },
  }

  test.each([
    [14, 7, false],
    [15, 7, false],
    [16, '7', true],
  ] as const)('an image under compat %i has the id %j', async (compat, id, isPromise) => {
    const routes = mount(images, { compat })
    expect(await (await ask(routes, '/k/a%20b/icon/7')).json()).toEqual({
      isPromise: [isPromise, isPromise],
      values: [id, { k: 'a b' }],
    })
    expect((await ask(routes, '/k/x/icon/x')).status).toBe(200)
    expect((await told(ask(routes, '/k/x/icon/y')))[3]).toBe('Not Found')
    expect((await told(ask(routes, '/k/x/icon')))[3]).toBe('')
  })

  test.each([
    [14, 2],
    [15, 2],
    [16, 1],
  ] as const)(
    'under compat %i an image that has an id is made for %i of 2 requests',
    async (compat, times) => {
      const make = jest.fn(() => new Response('png'))
      const files = { 'icon.ts': { generateImageMetadata: () => [{ id: 1 }], default: make } }
      const routes = mount(files, { compat })
      await ask(routes, '/icon/1')
      await ask(routes, '/icon/1')
      expect(make).toHaveBeenCalledTimes(times)
    },
  )

  test('an item without id is an error in the words of Next.js', async () => {
    const routes = mount({ 'sitemap.ts': { generateSitemaps: () => [{}], default: () => [] } })
    await expect(ask(routes, '/sitemap/0.xml')).rejects.toMatchObject({
      code: 'RH_INVALID_METADATA',
      message: expect.stringMatching(
        /^id property is required for every item returned from generateSitemaps\n/,
      ),
    })
  })

  test('all of them are made by warm()', async () => {
    const report = await mount(sitemaps).cache.warm()
    expect(JSON.stringify(report)).toContain('/p/sitemap/0.xml')
    expect(JSON.stringify(report)).toContain('/p/sitemap/1.xml')
  })
})

describe('params of an image without ids', () => {
  test.each([
    [14, false],
    [15, false],
    [16, true],
  ] as const)('compat %i', async (compat, isPromise) => {
    const make = async ({ params }: { params: unknown }) =>
      Response.json([params instanceof Promise, await params])
    const routes = mount({ 'k/[k]/icon.ts': { default: make } }, { compat })
    expect(await (await ask(routes, '/k/v/icon')).json()).toEqual([isPromise, { k: 'v' }])
  })
})

describe('files that are served as they are', () => {
  test.each([
    ['favicon.ico', 'image/x-icon', REVALIDATE, REVALIDATE],
    ['robots.txt', 'text/plain', REVALIDATE, REVALIDATE],
    ['sitemap.xml', 'application/xml', REVALIDATE, REVALIDATE],
    ['manifest.json', 'application/manifest+json', REVALIDATE, REVALIDATE],
    ['manifest.webmanifest', 'application/manifest+json', REVALIDATE, REVALIDATE],
    ['icon.svg', 'image/svg+xml', REVALIDATE, FOR_EVER],
    ['a/icon1.png', 'image/png', REVALIDATE, FOR_EVER],
    ['apple-icon.jpg', 'image/jpeg', REVALIDATE, FOR_EVER],
    ['a/[b]/opengraph-image.gif', 'image/gif', REVALIDATE, FOR_EVER],
  ])('%s is %s', async (path, type, in16, in15) => {
    for (const [compat, cacheControl] of [
      [16, in16],
      [15, in15],
      [14, in15],
    ] as const) {
      const routes = mount({ [path]: 'the bytes' }, { compat })
      expect(await told(ask(routes, `/${path}`))).toEqual([200, type, cacheControl, 'the bytes'])
      const again = await ask(routes, `/${path}`)
      expect(again.headers.get('x-nextjs-cache')).toBe('HIT')
      expect(again.headers.get('etag')).toMatch(/./)
    }
  })

  test.each([14, 15] as const)('texts may be kept as Next.js %i says with parity exact', compat => {
    const settings = { compat, parity: 'exact', dev: false } as const
    const told = (['sitemap', 'robots', 'favicon'] as const).map(kind =>
      cacheControlOfFile(kind, settings),
    )
    expect(told).toEqual([FOR_EVER, FOR_EVER, REVALIDATE])
  })

  test('in development nobody keeps them, and an edit shows at once', async () => {
    process.env['NODE_ENV'] = 'development'
    const routes = mount({ 'icon.png': 'one' })
    expect(await told(ask(routes, '/icon.png'))).toEqual([
      200,
      'image/png',
      'no-cache, no-store',
      'one',
    ])
    writeFileSync(join(app, 'icon.png'), 'two')
    expect((await told(ask(routes, '/icon.png')))[3]).toBe('two')
  })

  test.each([
    ['opengraph-image.png', 'Open Graph', 8, 9],
    ['a/twitter-image.jpg', 'Twitter', 5, 6],
  ])('%s is refused when it is too large', async (path, name, most, size) => {
    const routes = mount({ [path]: 'x'.repeat(size * 1024 * 1024) })
    await expect(routes.ready()).rejects.toMatchObject({
      code: 'RH_INVALID_METADATA',
      message: expect.stringMatching(
        new RegExp(
          `^File size for ${name} image ".*" exceeds ${most}MB. \\(Current: ${size}.00MB\\)\nRead more: `,
        ),
      ),
    })
  })
})

describe('the default export is found', () => {
  const robots = () => ({ rules: {} })
  test.each([
    ['of an ES module', { default: robots }],
    ['of compiled CommonJS', { default: { __esModule: true, default: robots } }],
    ['of CommonJS beside segment config', { default: { default: robots, revalidate: 60 } }],
    ['as the whole of CommonJS', { default: robots, 'module.exports': robots }],
  ])('%s', async (_, exports) => {
    const answer = await ask(mount({ 'robots.ts': exports }), '/robots.txt')
    expect(await answer.text()).toBe('User-Agent: *\n\n')
  })
})

describe('faults', () => {
  test.each([
    ['no default export', { 'robots.ts': { dynamic: 'auto' } }, 'Default export is missing in "'],
    [
      'a default that is no function',
      { 'icon.ts': { default: {} } },
      'Default export is missing in "',
    ],
    [
      'ids that the text does not show',
      {
        'sitemap.ts': Object.create(
          { generateSitemaps: () => [] },
          { default: { value: () => [], enumerable: true } },
        ),
      },
      'generateSitemaps cannot be found in the text of',
    ],
    ['segment config', { 'sitemap.ts': { revalidate: -1, default: () => [] } }, 'Invalid segment'],
  ])('%s is found when the file is loaded', async (_, files, message) => {
    await expect(mount(files).ready()).rejects.toMatchObject({
      code: 'RH_INVALID_EXPORT',
      message: expect.stringContaining(message),
    })
  })

  test.each([
    ['robots.ts', '/robots.txt', new Response('x'), 'returned a Response'],
    ['sitemap.ts', '/sitemap.xml', new Response('x'), 'returned a Response'],
    ['manifest.ts', '/manifest.webmanifest', new Response('{}'), 'returned a Response'],
    ['sitemap.ts', '/sitemap.xml', [{}], 'Entry 0 of the sitemap has no url'],
    ['robots.ts', '/robots.txt', {}, 'A rule of the robots file is undefined'],
  ])('%s: an answer is never half written', async (path, url, data, message) => {
    const routes = mount({ [path]: { default: () => data } })
    await expect(ask(routes, url)).rejects.toMatchObject({
      code: 'RH_INVALID_METADATA',
      status: 500,
      message: expect.stringContaining(message),
    })
  })
})

test('an error of the function is the error of the request', async () => {
  const make = () => {
    throw new Error('no database')
  }
  const routes = mount({ 'sitemap.ts': { default: make } })
  await expect(ask(routes, '/sitemap.xml')).rejects.toThrow('no database')
})

test('without a cache it is made for each request, and a file is read', async () => {
  const make = jest.fn(() => ({ rules: {} }))
  const files = { 'robots.ts': { default: make }, 'icon.png': 'the bytes' }
  const routes = mount(files, { cache: false })
  for (let times = 0; times < 2; times++) {
    expect((await ask(routes, '/robots.txt')).status).toBe(200)
    expect(await (await ask(routes, '/icon.png')).text()).toBe('the bytes')
  }
  expect(make).toHaveBeenCalledTimes(2)
})

test('what is stored can be invalidated by its path, and has the life that the file asks for', async () => {
  let count = 0
  const make = () => [{ url: `u${count++}` }]
  const routes = mount({ 'a/sitemap.ts': { revalidate: 60, default: make } })
  const text = async () => (await ask(routes, '/a/sitemap.xml')).text()
  const first = await text()
  expect(await text()).toBe(first)
  await routes.cache.revalidatePath('/a/sitemap.xml')
  expect(await text()).toContain('<loc>u1</loc>')
})

test('a file below a parameter is warmed under the name that Next.js gives it', async () => {
  const routes = mount({ 'p/[id]/icon.png': 'x' })
  expect(JSON.stringify(await routes.cache.warm())).toContain('/p/-/icon.png')
  expect((await ask(routes, '/p/1/icon.png')).headers.get('x-nextjs-cache')).toBe('HIT')
})

test('Cache Components: a file that is served as it is is static', async () => {
  const cache = { cacheComponents: true, buildId: 'components' }
  const routes = mount({ 'icon.png': 'x' }, { cache })
  await ask(routes, '/icon.png')
  expect((await ask(routes, '/icon.png')).headers.get('x-nextjs-cache')).toBe('HIT')
})

test('fallthrough: false owns what is not metadata too', async () => {
  const routes = mount({ 'robots.ts': { default: () => ({ rules: [] }) } }, { fallthrough: false })
  expect((await ask(routes, '/robots')).status).toBe(404)
})

test('routes() lists them, with what they are', () => {
  const routes = mount({
    'sitemap.ts': { generateSitemaps: () => [], default: () => [] },
    'icon.png': 'x',
  })
  expect(routes.routes().map(({ pattern, metadata }) => [pattern, metadata])).toEqual([
    ['/icon.png', { kind: 'icon', isStatic: true, hasIds: false }],
    ['/sitemap/[__metadata_id__]', { kind: 'sitemap', isStatic: false, hasIds: true }],
  ])
})

test('a basePath is in front of them', async () => {
  const routes = mount({ 'icon.png': 'x' }, { basePath: '/docs' })
  expect((await ask(routes, '/docs/icon.png')).status).toBe(200)
  expect((await ask(routes, '/icon.png')).status).toBe(404)
})
