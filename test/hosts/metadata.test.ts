/** Metadata files under every host: they are routes like any other (next-semantics 2.11). */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { noNext, rule } from './table'
import './trap'

const DIRECTORY = join(__dirname, 'fixtures/metadata')
const setup = { dir: 'metadata', options: { cache: { dev: true, debug: false } } }

rule('META', 'a file is sent whole, with its length and a validator', async start => {
  const { NODE_ENV } = process.env
  process.env['NODE_ENV'] = 'production'
  const app = await start(setup).finally(() => Object.assign(process.env, { NODE_ENV }))
  const bytes = readFileSync(join(DIRECTORY, 'favicon.ico'))
  const first = await app.get('/favicon.ico')
  expect([first.status, first.one('content-type')]).toEqual([200, 'image/x-icon'])
  expect(first.one('content-length')).toBe(String(bytes.length))
  const again = await app.get('/favicon.ico', { 'if-none-match': first.one('etag')! })
  expect([again.status, again.text]).toEqual([304, ''])
})

rule('META', 'robots.ts is text, and is made once', async start => {
  const app = await start(setup)
  await app.get('/robots.txt')
  const answer = await app.get('/robots.txt')
  expect(answer.text).toBe('User-Agent: *\nDisallow: /private\n\n')
  expect(answer.one('content-type')).toBe('text/plain')
  expect(answer.one('cache-control')).toBe('public, max-age=0, must-revalidate')
  expect(answer.one('x-nextjs-cache')).toBe('HIT')
})

rule('META', 'each id has a sitemap, and an unlisted id has none', async start => {
  const app = await start(setup)
  const answer = await app.get('/shop/sitemap/1.xml')
  expect(answer.text).toContain('<loc>https://shop.example/1?a=1&amp;b=2</loc>')
  const none = await app.get('/shop/sitemap/2.xml')
  expect([none.status, none.text]).toEqual([404, 'Not Found'])
})

rule('META', 'what looks at its request is made for each', async start => {
  const app = await start(setup)
  for (const text of ['one', 'two']) {
    const { text: body } = await app.get('/shop/opengraph-image', { 'x-text': text })
    expect(body).toBe(`<svg><text>${text}</text></svg>`)
  }
})

rule('META', 'other methods are 405, HEAD is not', async start => {
  const app = await start(setup)
  const head = await app.send({ method: 'HEAD', path: '/robots.txt' })
  expect([head.status, head.text]).toEqual([200, ''])
  for (const method of ['POST', 'OPTIONS']) {
    const answer = await app.send({ method, path: '/robots.txt' })
    expect([answer.status, answer.one('allow'), answer.text]).toEqual([405, 'GET, HEAD', ''])
  }
})

rule('META', 'a bad sitemap is an error before the first byte', async start => {
  const app = await start(setup)
  const answer = await app.get('/bad/sitemap.xml')
  expect(answer.status).toBe(500)
  expect(answer.text).not.toContain('<urlset')
  expect(app.seen.errors.map(({ code }) => code)).toEqual(['RH_INVALID_METADATA'])
})

rule(
  'META',
  'a name that no file has goes on to the host, and a method where it may',
  async start => {
    const app = await start({ ...setup, options: { ...setup.options, fallthrough: 'method' } })
    for (const path of ['/robots', '/sitemap.xml', '/shop/sitemap.xml', '/icon.ico']) {
      await app.get(path)
    }
    await app.send({ method: 'OPTIONS', path: '/robots.txt' })
    expect(app.seen.legacy.map(({ url }) => url)).toEqual([
      ...['/robots', '/sitemap.xml', '/shop/sitemap.xml', '/icon.ico', '/robots.txt'],
    ])
  },
  noNext,
)

rule('META', 'they lie below the mount', async start => {
  const app = await start({ ...setup, path: '/docs' })
  expect((await app.get('/docs/robots.txt')).status).toBe(200)
})
