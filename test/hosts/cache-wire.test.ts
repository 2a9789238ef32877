/** What stored answers look like on the wire: hazards of validators, lengths, codings and errors. */
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { Answer } from './client/answer'
import { cached, counting, forceStatic, hazard, until } from './hazard'
import { loose } from './host/loose'
import { noNext } from './table'
import './trap'

const { notFound, redirect } = loose('route-handlers/next/navigation')
const { draftMode } = loose('route-handlers/next/headers')

const LONG = 'a long answer, long enough to be compressed. '.repeat(60)
const NO_STORE = 'private, no-cache, no-store, max-age=0, must-revalidate'

const state = (answer: Answer) => answer.one('x-nextjs-cache')

hazard(
  'H3',
  'no shared cache is invited to keep the answer to an authorised request',
  async start => {
    const app = await start({ 'a/route.ts': { ...forceStatic, GET: counting().GET } })
    const authorised = await app.get('/a', { authorization: 'Bearer 1' })
    expect(authorised.one('cache-control')).toBe('private, no-cache')
    const anonymous = await app.get('/a')
    expect([anonymous.text, anonymous.one('cache-control')]).toEqual(['1', 's-maxage=31536000'])
  },
)

hazard('H3', 'a mount can keep shared caches out altogether', async start => {
  const app = await start(
    { 'a/route.ts': { ...forceStatic, GET: counting().GET } },
    { cache: { cdn: false } },
  )
  expect((await app.get('/a')).one('cache-control')).toBe('private, no-cache')
})

for (const vary of ['*', 'foo, *', 'origin']) {
  hazard('H4', `an answer with Vary: ${vary} is for one request`, async start => {
    const counter = counting(n => new Response(String(n), { headers: { vary } }))
    const app = await start({ 'a/route.ts': { ...forceStatic, GET: counter.GET } })
    expect([(await app.get('/a')).text, (await app.get('/a')).text]).toEqual(['1', '2'])
  })
}

hazard('H4', 'two lines of Vary count both', async start => {
  const headers = [
    ['vary', 'accept-encoding'],
    ['vary', 'cookie'],
  ] as [string, string][]
  const counter = counting(n => new Response(String(n), { headers }))
  const app = await start({ 'a/route.ts': { ...forceStatic, GET: counter.GET } })
  expect([(await app.get('/a')).text, (await app.get('/a')).text]).toEqual(['1', '2'])
})

hazard('H4', 'a stored Vary joins what the host has set', async start => {
  const GET = () => new Response(LONG, { headers: { vary: 'Accept-Encoding' } })
  const app = await start({ 'a/route.ts': { ...forceStatic, GET } }, { before: ['vary'] })
  for (const expected of ['MISS', 'HIT']) {
    const answer = await app.get('/a')
    const names = answer.all('vary').join(', ').toLowerCase()
    expect([state(answer), names]).toEqual([expected, 'origin, accept-encoding'])
  }
})

/** Without what tells two answers of one entry apart. */
const lasting = ({ lines }: Answer) =>
  lines
    .filter(([name]) => !['date', 'age', 'x-nextjs-cache', 'cache-status'].includes(name))
    .map(line => line.join(': '))
    .sort()

hazard('H5', 'HEAD makes the entry of GET, and is answered from it', async start => {
  const methods: string[] = []
  const GET = (request: Request) => {
    methods.push(request.method)
    return new Response('body')
  }
  const app = await start({ 'a/route.ts': { revalidate: 60, GET } })
  const head = await app.send({ method: 'HEAD', path: '/a' })
  const get = await app.get('/a')
  const again = await app.send({ method: 'HEAD', path: '/a' })
  expect(methods).toEqual(['GET'])
  expect([head, get, again].map(state)).toEqual(['MISS', 'HIT', 'HIT'])
  expect([head.text, get.text, again.text]).toEqual(['', 'body', ''])
  expect(head.one('content-length')).toBe('4')
  expect(lasting(again)).toEqual(lasting(get))
})

hazard('H5', 'a HEAD of its own is run for every request', async start => {
  let heads = 0
  const HEAD = () => new Response(null, { headers: { 'x-head': String(++heads) } })
  const app = await start({ 'a/route.ts': { ...forceStatic, GET: counting().GET, HEAD } })
  const ask = async () => (await app.send({ method: 'HEAD', path: '/a' })).one('x-head')
  expect([await ask(), await ask()]).toEqual(['1', '2'])
  expect(state(await app.get('/a'))).toBe('MISS')
})

hazard('H12', 'an error after a good answer leaves the good one', async start => {
  let fails = false
  const counter = counting(n => new Response(String(n), { status: fails ? 500 : 200 }))
  const app = await start({ 'a/route.ts': { revalidate: 1, dynamic: 'error', GET: counter.GET } })
  await app.get('/a')
  fails = true
  await sleep(1050)
  await app.get('/a')
  await until(() => counter.calls === 2)
  const answer = await app.get('/a')
  expect([answer.status, answer.text, state(answer)]).toEqual([200, '1', 'STALE'])
  // The next attempt is for later.
  await sleep(50)
  expect(counter.calls).toBe(2)
})

hazard('H12', 'an error on an empty cache is not stored', async start => {
  const counter = counting(n => new Response(String(n), { status: 503 }))
  const app = await start({ 'a/route.ts': { ...forceStatic, GET: counter.GET } })
  const answers = [await app.get('/a'), await app.get('/a')]
  expect(answers.map(answer => [answer.status, answer.text])).toEqual([
    [503, '1'],
    [503, '2'],
  ])
  expect(answers[0]!.one('cache-control')).toBe(NO_STORE)
  expect(state(answers[0]!)).toBeUndefined()
})

hazard('H12', 'what was not found is looked for again after a while', async start => {
  const counter = counting(() => notFound())
  const app = await start(
    { 'a/route.ts': { ...forceStatic, GET: counter.GET } },
    { cache: { notFoundMaxAge: 1 } },
  )
  const answers = [await app.get('/a'), await app.get('/a')]
  expect(answers.map(answer => [answer.status, state(answer)])).toEqual([
    [404, 'MISS'],
    [404, 'HIT'],
  ])
  await sleep(1050)
  expect(state(await app.get('/a'))).toBe('STALE')
  await until(() => counter.calls === 2)
})

hazard('H12', 'what a handler throws goes to the host, and nothing is stored', async start => {
  const counter = counting(n => {
    throw Object.assign(new Error(`call ${n}`), { status: 418 })
  })
  const app = await start({ 'a/route.ts': { ...forceStatic, GET: counter.GET } })
  await app.get('/a')
  await app.get('/a')
  expect(app.seen.errors.map(error => error.message)).toEqual(['call 1', 'call 2'])
})

hazard('H12', 'a redirect is stored', async start => {
  const counter = counting(() => redirect('/elsewhere'))
  const app = await start({ 'a/route.ts': { ...forceStatic, GET: counter.GET } })
  const answers = [await app.get('/a'), await app.get('/a')]
  expect(answers.map(answer => [answer.status, answer.one('location'), state(answer)])).toEqual([
    [307, '/elsewhere', 'MISS'],
    [307, '/elsewhere', 'HIT'],
  ])
})

hazard('H22', 'compression in front works on what is stored as it is', async start => {
  const app = await start(
    { 'a/route.ts': { ...forceStatic, GET: () => new Response(LONG) } },
    { before: ['compression'] },
  )
  for (const expected of ['MISS', 'HIT']) {
    const zipped = await app.get('/a', { 'accept-encoding': 'gzip' })
    expect([state(zipped), zipped.one('content-encoding')]).toEqual([expected, 'gzip'])
    expect(gunzipSync(zipped.body).toString()).toBe(LONG)
    expect(zipped.one('etag')).toMatch(/^W\//)
    expect(zipped.all('vary').join().toLowerCase()).toContain('accept-encoding')
  }
  const plain = await app.get('/a')
  expect([plain.one('content-encoding'), plain.text]).toEqual([undefined, LONG])
  const known = { 'accept-encoding': 'gzip', 'if-none-match': plain.one('etag')! }
  const unchanged = await app.get('/a', known)
  expect([unchanged.status, unchanged.text, unchanged.one('content-encoding')]).toEqual([
    304,
    '',
    undefined,
  ])
})

/** An origin that compresses. */
async function origin(): Promise<{ url: string; close(): void }> {
  const server = http.createServer((_req, res) => {
    res.setHeader('content-encoding', 'gzip').setHeader('content-type', 'text/plain')
    res.end(gzipSync(LONG))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close().closeAllConnections() }
}

for (const [how, pass] of [
  ['returned', (upstream: Response) => upstream],
  ['wrapped', ({ body, headers }: Response) => new Response(body, { headers })],
] as const) {
  hazard(
    'H22',
    `a compressed answer of an origin that is ${how} is stored decoded`,
    async start => {
      const { url, close } = await origin()
      const GET = async () => pass(await fetch(url))
      const app = await start({ 'a/route.ts': { ...forceStatic, GET } })
      for (const expected of ['MISS', 'HIT']) {
        const answer = await app.get('/a')
        expect([state(answer), answer.one('content-encoding')]).toEqual([expected, undefined])
        expect(answer.text).toBe(LONG)
      }
      close()
    },
  )
}

hazard('H22', 'what a handler has compressed itself is for one request', async start => {
  const GET = () => new Response(gzipSync(LONG), { headers: { 'content-encoding': 'gzip' } })
  const app = await start({ 'a/route.ts': { ...forceStatic, GET } })
  for (let i = 0; i < 2; i++) {
    const answer = await app.get('/a', { 'accept-encoding': 'gzip' })
    expect([state(answer), answer.one('content-encoding')]).toEqual([undefined, 'gzip'])
    expect(gunzipSync(answer.body).toString()).toBe(LONG)
  }
})

hazard('H23', 'a client that has the answer is told so', async start => {
  const counter = counting()
  const headers = { 'last-modified': 'Wed, 21 Oct 2015 07:28:00 GMT', 'content-location': '/b' }
  const GET = () => {
    counter.GET()
    return new Response('body', { headers })
  }
  const app = await start({ 'a/route.ts': { ...forceStatic, GET } })
  const etag = (await app.get('/a')).one('etag')!
  const strong = etag.slice(2)
  const ask = async (fields: Record<string, string>) => (await app.get('/a', fields)).status
  expect(await ask({ 'if-none-match': etag })).toBe(304)
  expect(await ask({ 'if-none-match': strong })).toBe(304)
  expect(await ask({ 'if-none-match': `"x", ${etag} , "y"` })).toBe(304)
  expect(await ask({ 'if-none-match': '*' })).toBe(304)
  expect(await ask({ 'if-none-match': '"x"' })).toBe(200)
  expect(await ask({ 'if-modified-since': headers['last-modified'] })).toBe(304)
  expect(await ask({ 'if-modified-since': 'Wed, 21 Oct 2015 07:27:59 GMT' })).toBe(200)
  const both = { 'if-none-match': '"x"', 'if-modified-since': headers['last-modified'] }
  expect(await ask(both)).toBe(200)
  const known = await app.get('/a', { 'if-none-match': etag })
  const names = known.lines
    .map(([name]) => name)
    .filter(name => !/^(date|connection|keep-alive)$/.test(name))
  expect(names.filter(name => !/^x-(powered-by|response-time)$/.test(name)).sort()).toEqual([
    ...['age', 'cache-control', 'content-location', 'etag', 'x-nextjs-cache'],
  ])
  expect(known.text).toBe('')
  expect(counter.calls).toBe(1)
})

hazard('H24', 'conditions and ranges change nothing of what is made and stored', async start => {
  const app = await start({
    'a/route.ts': { ...forceStatic, GET: () => new Response('0123456789') },
    'b/route.ts': { revalidate: 60, GET: () => new Response('0123456789') },
  })
  const ranged = await app.get('/a', { range: 'bytes=0-1', 'if-none-match': '"x"' })
  expect([ranged.status, ranged.text, state(ranged)]).toEqual([200, '0123456789', 'MISS'])
  expect(ranged.one('accept-ranges')).toBeUndefined()
  const again = await app.get('/a', { range: 'bytes=0-1' })
  expect([again.status, again.text, state(again)]).toEqual([200, '0123456789', 'HIT'])
  const modified = { 'if-modified-since': new Date().toUTCString() }
  expect((await app.get('/b', modified)).status).toBe(200)
})

cached('an answer is told of in the words of Next.js', async start => {
  const stream = () =>
    new ReadableStream({
      start(controller) {
        controller.enqueue('in ')
        controller.enqueue(new TextEncoder().encode('pieces'))
        controller.close()
      },
    })
  const app = await start(
    { 'a/route.ts': { dynamic: 'error', revalidate: 5, GET: () => new Response(stream()) } },
    { cache: { debug: true } },
  )
  const miss = await app.get('/a')
  expect(miss.text).toBe('in pieces')
  expect(miss.one('cache-control')).toBe('s-maxage=5, stale-while-revalidate=31535995')
  expect([miss.one('content-length'), miss.one('age')]).toEqual(['9', undefined])
  expect(miss.one('cache-status')).toBe('route-handlers; fwd=miss; stored')
  const hit = await app.get('/a')
  expect([state(hit), hit.one('age')]).toEqual(['HIT', '0'])
  expect(hit.one('cache-status')).toMatch(/^route-handlers; hit; ttl=[45]; detail=L1$/)
})

cached('draft mode sees past the cache', async start => {
  const counter = counting()
  const app = await start({
    'a/route.ts': { ...forceStatic, GET: counter.GET },
    'draft/route.ts': {
      GET: async () => {
        ;(await draftMode()).enable()
        return new Response()
      },
    },
  })
  await app.get('/a')
  const cookie = (await app.get('/draft')).one('set-cookie')!.split(';')[0]!
  for (const expected of ['2', '3']) {
    const answer = await app.get('/a', { cookie })
    expect([answer.text, state(answer)]).toEqual([expected, undefined])
    expect(answer.one('cache-control')).toBe(NO_STORE)
  }
  expect((await app.get('/a', { cookie: '__prerender_bypass=guess' })).text).toBe('1')
})

cached('a mount decides whose Host is accepted, of stored answers too', async start => {
  const app = await start(
    { 'a/route.ts': { ...forceStatic, GET: counting().GET } },
    { options: { allowedHosts: (name: string) => name !== 'evil.example' } },
  )
  expect((await app.get('/a')).status).toBe(200)
  expect((await app.get('/a', { host: 'evil.example' })).status).toBe(400)
})

cached('a body parser in front changes nothing', async start => {
  const app = await start(
    { 'a/route.ts': { ...forceStatic, GET: counting().GET } },
    { parsers: ['json'] },
  )
  expect([(await app.get('/a')).text, (await app.get('/a')).text]).toEqual(['1', '1'])
})

cached(
  'a handler that declines is behind nobody',
  async start => {
    const app = await start({
      'a/route.ts': { revalidate: 60, GET: () => loose('route-handlers').pass() },
    })
    for (let i = 0; i < 2; i++) expect((await app.get('/a')).json().legacy).toBe(true)
  },
  noNext,
)
