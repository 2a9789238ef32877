/** What is made once and given to many, and what never is: hazards of shared answers. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { cached, counting, forceStatic, gate, hazard, type StartCached, until } from './hazard'
import type { Layer } from './host/layer'
import { loose } from './host/loose'
import { noNext, onlyExpress } from './table'
import './trap'

const { host: hostOf, getNodeRequest } = loose('route-handlers')
const { cookies, headers } = loose('route-handlers/next/headers')
const { revalidatePath } = loose('route-handlers/next/cache')

/** Asks while the answer to the first is being made, and is not done before all have asked. */
async function askAtOnce(start: StartCached, times: number, counter: ReturnType<typeof counting>) {
  const pause = gate()
  const GET = async () => {
    const answer = counter.GET()
    await pause.opened
    return answer
  }
  const app = await start({ 'a/route.ts': { ...forceStatic, GET } })
  const asked = Array.from({ length: times }, () => app.get('/a'))
  await until(() => counter.calls > 0)
  await sleep(50)
  pause.open()
  return { app, answers: await Promise.all(asked) }
}

const state = (answer: { one(name: string): string | undefined }) => answer.one('x-nextjs-cache')

hazard('H1', 'an answer with cookies is neither stored nor shared', async start => {
  const pause = gate()
  const counter = counting()
  const GET = async () => {
    const own = counter.GET()
    await pause.opened
    own.headers.set('set-cookie', `visitor=${await own.clone().text()}`)
    return own
  }
  const app = await start({ 'a/route.ts': { ...forceStatic, GET } })
  const asked = Array.from({ length: 4 }, () => app.get('/a'))
  await until(() => counter.calls > 0)
  await sleep(20)
  pause.open()
  const answers = await Promise.all(asked)
  expect(counter.calls).toBe(4)
  expect(new Set(answers.map(answer => answer.one('set-cookie'))).size).toBe(4)
  expect((await app.get('/a')).text).toBe('5')
  expect(answers.map(state)).toEqual([undefined, undefined, undefined, undefined])
  expect(answers[0]!.one('cache-control')).toBe(
    'private, no-cache, no-store, max-age=0, must-revalidate',
  )
})

hazard('H1', 'cookies are left out of what is stored where that was asked for', async start => {
  const counter = counting(n => new Response(String(n), { headers: { 'set-cookie': 'v=1' } }))
  const app = await start(
    { 'a/route.ts': { ...forceStatic, GET: counter.GET } },
    { cache: { setCookie: 'strip' } },
  )
  const answers = [await app.get('/a'), await app.get('/a')]
  expect(answers.map(answer => [answer.text, answer.one('set-cookie')])).toEqual([
    ['1', undefined],
    ['1', undefined],
  ])
})

hazard('H1', 'cookies that were set through cookies() count', async start => {
  const GET = async () => {
    ;(await cookies()).set('visitor', '1')
    return new Response('mine')
  }
  const app = await start({ 'a/route.ts': { revalidate: 60, GET } })
  const answers = [await app.get('/a'), await app.get('/a')]
  expect(answers.map(answer => [state(answer), answer.one('set-cookie')])).toEqual([
    [undefined, 'visitor=1; Path=/'],
    [undefined, 'visitor=1; Path=/'],
  ])
})

/** What leads from a handler to the request of one client. */
const ways: Array<[string, (request: any, context: any) => unknown]> = [
  ['request.headers', request => request.headers.get('x-user')],
  ['request.cookies', request => request.cookies.get('user')?.value],
  ['request.url', request => new URL(request.url).searchParams.get('user')],
  ['nextUrl.searchParams', request => request.nextUrl.searchParams.get('user')],
  ['a clone', request => request.clone().headers.get('x-user')],
  ['headers()', async () => (await headers()).get('x-user')],
  ['cookies()', async () => (await cookies()).get('user')?.value],
  ['host()', () => (hostOf().req ?? hostOf().ctx.req).headers['x-user']],
  ['getNodeRequest()', request => getNodeRequest(request).headers['x-user']],
  ['the option context', (_request, { user }) => user],
]

for (const [way, read] of ways) {
  hazard(
    'H2',
    `an answer that was made with ${way} is for one request`,
    async start => {
      const GET = async (request: any, given: any) =>
        new Response(String(await read(request, given)))
      const context = (first: any) => ({ user: (first.req ?? first).headers['x-user'] })
      const app = await start({ 'a/route.ts': { revalidate: 60, GET } }, { options: { context } })
      const ask = (user: string) =>
        app.get(`/a?user=${user}`, { 'x-user': user, cookie: `user=${user}` })
      const answers = [await ask('ann'), await ask('bob'), await ask('eve')]
      expect(answers.map(answer => answer.text)).toEqual(['ann', 'bob', 'eve'])
      expect(answers.map(state)).toEqual([undefined, undefined, undefined])
    },
    way === 'the option context' ? noNext : {},
  )
}

hazard('H2', 'the option context is asked when a handler wants to know', async start => {
  let asked = 0
  const context = () => ({ n: ++asked })
  const GET = async (_request: any, { params }: any) => Response.json((await params) ?? null)
  const app = await start({ 'a/route.ts': { revalidate: 60, GET } }, { options: { context } })
  expect([state(await app.get('/a')), state(await app.get('/a')), asked]).toEqual([
    'MISS',
    'HIT',
    0,
  ])
})

hazard('H2', 'nothing of a client is visible to a force-static handler', async start => {
  const GET = async (request: any, given: any) =>
    Response.json([
      [...request.headers],
      request.cookies.size,
      request.url,
      request.nextUrl.search,
      request.nextUrl.host,
      [...(await headers())].length,
      (await cookies()).getAll().length,
      given.user ?? null,
    ])
  const app = await start({ 'a/route.ts': { ...forceStatic, GET } })
  const answer = await app.get('/a?user=ann', { 'x-user': 'ann', cookie: 'user=ann' })
  expect(answer.json()).toEqual([
    [],
    0,
    'http://localhost:3000/a',
    '',
    'localhost:3000',
    0,
    0,
    null,
  ])
  expect(state(answer)).toBe('MISS')
})

hazard('H2', 'nextUrl says nothing of the Host of a client', async start => {
  const GET = ({ nextUrl }: any) =>
    Response.json([
      nextUrl.host,
      nextUrl.hostname,
      nextUrl.port,
      nextUrl.protocol,
      nextUrl.pathname,
    ])
  const app = await start({ 'a/route.ts': { revalidate: 60, GET } })
  const answer = await app.get('/a?x=1')
  expect(answer.json()).toEqual(['localhost:3000', 'localhost', '3000', 'http:', '/a'])
  expect(state(answer)).toBe('MISS')
})

hazard('H6', 'the query is neither in the key nor visible', async start => {
  const counter = counting()
  const GET = (request: any) => {
    counter.GET()
    return new Response(`${counter.calls}${request.nextUrl.search}`)
  }
  const app = await start({ 'a/route.ts': { ...forceStatic, GET } })
  expect((await app.get('/a?a=1')).text).toBe('1')
  expect((await app.get('/a?a=2')).text).toBe('1')
})

hazard('H7', 'no header makes an entry, chooses one or turns the cache off', async start => {
  const counter = counting()
  const app = await start({ 'a/route.ts': { ...forceStatic, GET: counter.GET } })
  await app.get('/a')
  const names = [
    ...['x-prerender-revalidate', 'x-middleware-subrequest', 'x-now-route-matches', 'rsc'],
    ...['x-nextjs-data', 'x-http-method-override', 'x-forwarded-host', 'x-forwarded-proto'],
    ...['x-forwarded-prefix', 'x-original-url', 'x-rewrite-url', 'next-router-prefetch'],
    ...['cache-control', 'pragma', 'authorization', 'cookie', 'accept', 'accept-language'],
    ...['x-prerender-revalidate-if-generated', 'x-matched-path', 'x-invoke-path', 'purpose'],
    ...['next-url', 'next-action', 'x-vercel-id', 'user-agent', 'origin', 'referer'],
    ...['x-request-id', 'x-middleware-rewrite'],
  ]
  expect(names).toHaveLength(30)
  for (const name of names) {
    const answer = await app.get('/a', { [name]: name === 'cache-control' ? 'no-cache' : '/b' })
    expect([name, answer.text, state(answer)]).toEqual([name, '1', 'HIT'])
  }
  expect((await app.get('/a', { host: 'evil.example' })).text).toBe('1')
})

hazard(
  'H8',
  'two mounts with the same paths inside share nothing',
  async start => {
    const file = (name: string) => ({
      'a/route.ts': {
        ...forceStatic,
        GET: (request: any) => new Response(`${name} ${request.url}`),
      },
    })
    const cache = { dev: true }
    const app = await start(file('one'), {
      path: '/one',
      also: [{ path: '/two', manifest: file('two'), options: { cache } }],
    })
    const answers = [await app.get('/one/a'), await app.get('/two/a'), await app.get('/one/a')]
    expect(answers.map(answer => answer.text)).toEqual([
      'one http://localhost:3000/one/a',
      'two http://localhost:3000/two/a',
      'one http://localhost:3000/one/a',
    ])
  },
  noNext,
)

hazard(
  'H8',
  'a mount has one entry, however its path is spelled',
  async start => {
    const counter = counting()
    const GET = (request: any) => {
      counter.GET()
      return new Response(`${counter.calls} ${request.url}`)
    }
    const app = await start({ 'a/route.ts': { ...forceStatic, GET } }, { path: '/api' })
    const answers = [await app.get('/api/a'), await app.get('/API/a'), await app.get('/aPi/a')]
    expect(new Set(answers.map(answer => answer.text))).toEqual(
      new Set(['1 http://localhost:3000/api/a']),
    )
  },
  onlyExpress,
)

hazard('H9', 'spellings of one path are one key, other paths are others', async start => {
  const counter = counting()
  const GET = async (_request: any, { params }: any) => {
    counter.GET()
    return Response.json({ n: counter.calls, ...(await params) })
  }
  const app = await start({
    'pe/[id]/route.ts': { ...forceStatic, GET },
    'all/[...path]/route.ts': { ...forceStatic, GET },
    'any/[[...path]]/route.ts': { ...forceStatic, GET },
  })
  const bodies = async (...paths: string[]) => {
    const found = []
    for (const path of paths) found.push((await app.get(path)).json())
    return found
  }
  expect(await bodies('/pe/a%62c', '/pe/abc', '/pe/ABC', '/pe/abc/')).toEqual([
    { n: 1, id: 'abc' },
    { n: 1, id: 'abc' },
    { n: 2, id: 'ABC' },
    { n: 1, id: 'abc' },
  ])
  expect(await bodies('/all/a%2Fb', '/all/a/b')).toEqual([
    { n: 3, path: ['a/b'] },
    { n: 4, path: ['a', 'b'] },
  ])
  expect(await bodies('/any', '/any/x', '/any')).toEqual([
    { n: 5 },
    { n: 6, path: ['x'] },
    { n: 5 },
  ])
})

hazard('H10', 'fifty requests at a time are one run', async start => {
  const counter = counting()
  const { answers } = await askAtOnce(start, 50, counter)
  expect(counter.calls).toBe(1)
  expect(new Set(answers.map(answer => answer.text))).toEqual(new Set(['1']))
})

hazard('H11', 'an answer that must not be stored is given to one request', async start => {
  const counter = counting(
    n => new Response(`call ${n}`, { headers: { 'cache-control': 'private' } }),
  )
  const pause = gate()
  const GET = async () => {
    await pause.opened
    return counter.GET()
  }
  const app = await start({ 'a/route.ts': { ...forceStatic, GET } })
  const asked = Array.from({ length: 5 }, () => app.get('/a'))
  await sleep(50)
  pause.open()
  const texts = (await Promise.all(asked)).map(answer => answer.text)
  expect(new Set(texts).size).toBe(5)
})

hazard('H11', 'a failure is shared as answers of their own', async start => {
  const counter = counting(n => new Response(`call ${n}`, { status: 503 }))
  const { app, answers } = await askAtOnce(start, 5, counter)
  expect(answers.map(answer => [answer.status, answer.text])).toEqual(
    Array.from({ length: 5 }, () => [503, 'call 1']),
  )
  expect((await app.get('/a')).text).toBe('call 2')
})

hazard('H15', 'who came after an invalidation is given nothing older', async start => {
  const pause = gate()
  let version = 1
  let calls = 0
  const GET = async () => {
    calls++
    const read = version
    if (calls === 1) await pause.opened
    return new Response(`v${read}`)
  }
  const POST = () => {
    version = 2
    revalidatePath('/a')
    return new Response()
  }
  const app = await start({
    'a/route.ts': { ...forceStatic, GET },
    'change/route.ts': { POST },
  })
  const first = app.get('/a')
  await until(() => calls === 1)
  await app.send({ method: 'POST', path: '/change' })
  const second = app.get('/a')
  await sleep(20)
  pause.open()
  expect((await first).text).toBe('v1')
  expect((await first).one('cache-control')).toMatch('no-store')
  expect((await second).text).toBe('v2')
  const third = await app.get('/a')
  expect([third.text, state(third)]).toEqual(['v2', 'HIT'])
})

hazard('H20', 'a run goes on when the client who caused it has left', async start => {
  const counter = counting()
  const pause = gate()
  let signal: AbortSignal | undefined
  const GET = async (request: Request) => {
    signal = request.signal
    const answer = counter.GET()
    await pause.opened
    return answer
  }
  const app = await start({ 'a/route.ts': { revalidate: 60, GET } })
  const leader = await app.open({ path: '/a' })
  await until(() => counter.calls === 1)
  const follower = app.get('/a')
  await sleep(20)
  leader.leave()
  await sleep(50)
  expect(signal?.aborted).toBe(false)
  pause.open()
  const answer = await follower
  expect([answer.status, answer.text, counter.calls]).toEqual([200, '1', 1])
  expect(app.seen.errors).toEqual([])
})

const requests = new AsyncLocalStorage<string>()

const requestId: Layer = {
  connect: (req, _res, next) => requests.run(req.headers['x-id'] ?? 'none', next),
  koa: (ctx, next) => requests.run(ctx.get('x-id'), next),
}

hazard('H28', 'what the host keeps for a request does not reach a shared run', async start => {
  const seen: unknown[] = []
  const GET = () => {
    seen.push(requests.getStore())
    return new Response('all')
  }
  const app = await start(
    { 'a/route.ts': { dynamic: 'error', revalidate: 1, GET } },
    { before: [requestId] },
  )
  await app.get('/a', { 'x-id': 'one' })
  await until(async () => state(await app.get('/a', { 'x-id': 'two' })) === 'STALE')
  await until(() => seen.length === 2)
  expect(seen).toEqual([undefined, undefined])
})

hazard('H28', 'it reaches a run whose answer is for one request', async start => {
  const seen: unknown[] = []
  const GET = (request: any) => {
    request.headers.get('x')
    seen.push(requests.getStore())
    return new Response('mine')
  }
  const app = await start({ 'a/route.ts': { revalidate: 60, GET } }, { before: [requestId] })
  await app.get('/a', { 'x-id': 'one' })
  await app.get('/a', { 'x-id': 'two' })
  expect(seen).toEqual([undefined, 'two'])
})

cached('another method never writes what GET answers', async start => {
  const counter = counting()
  const POST = async (request: Request) => new Response(`posted ${await request.text()}`)
  const file = { ...forceStatic, revalidate: 1, GET: counter.GET, POST }
  const app = await start({ 'a/route.ts': file })
  const post = (type: string, body: string) =>
    app.send({ method: 'POST', path: '/a', headers: { 'content-type': type }, body })
  const form = 'a=1'
  const multipart = '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n'
  for (const isStale of [false, true]) {
    if (isStale) await sleep(1100)
    expect((await post('application/x-www-form-urlencoded', form)).text).toBe(`posted ${form}`)
    expect((await post('multipart/form-data; boundary=x', multipart)).text).toContain('posted')
    expect((await app.get('/a')).text).toBe('1')
  }
})
