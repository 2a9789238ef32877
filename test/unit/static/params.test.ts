/** `generateStaticParams()` and `dynamicParams` (CACHE 16), asked through a mount. */
import { cookies, draftMode, headers } from '../../../src/next/headers'
import { revalidatePath, revalidateTag } from '../../../src/next/revalidate'
import { connection } from '../../../src/next/server'
import { ask, mount } from '../mount'

const NO_STORE = 'private, no-cache, no-store, max-age=0, must-revalidate'

const GET = async (_: Request, { params }: { params: Promise<unknown> }) =>
  Response.json(await params)

/** A route of which only what the function lists exists. */
const closed = (generateStaticParams: () => unknown) => ({
  GET,
  dynamicParams: false,
  generateStaticParams,
})

afterEach(() => jest.restoreAllMocks())

describe('dynamicParams = false', () => {
  it.each([
    ['/p/b%20c', 200],
    ['/p/b+c', 404],
    ['/p/%61', 200],
    ['/p/other', 404],
  ])('compares decoded values: %s is %i', async (path, status) => {
    const list = () => [{ id: 'a' }, { id: 'b c' }]
    const routes = mount({ 'p/[id]/route.ts': closed(list) })
    expect((await ask(routes, path)).status).toBe(status)
  })

  it('keeps an unlisted path from the handler and from caches, for every method', async () => {
    const handler = jest.fn(GET)
    const routes = mount({ 'p/[id]/route.ts': { ...closed(() => [{ id: 'a' }]), GET: handler } })
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'OPTIONS']) {
      const response = await ask(routes, '/p/b', { method })
      expect([response.status, await response.text()]).toEqual([404, ''])
      expect(response.headers.get('cache-control')).toBe(NO_STORE)
    }
    expect(handler).not.toHaveBeenCalled()
    expect((await ask(routes, '/p/a', { method: 'POST' })).status).toBe(405)
  })

  // As observed of `next start` 16.4.6, where a POST opens the whole file: its GET runs each time.
  it('leaves other methods of the file alone', async () => {
    const files = { 'p/[id]/route.ts': { ...closed(() => []), POST: GET } }
    const statusOf = async (method: string, parity: 'improved' | 'exact') =>
      (await ask(mount(files, { parity }), '/p/b', { method })).status
    expect(await statusOf('POST', 'improved')).toBe(200)
    expect(await statusOf('GET', 'improved')).toBe(404)
    expect(await statusOf('HEAD', 'improved')).toBe(404)
    expect(await statusOf('GET', 'exact')).toBe(200)
  })

  it.each([
    ['force-static', { dynamic: 'force-static' }, 404],
    ['nothing else', {}, 200],
    ['revalidate', { revalidate: 60 }, 200],
  ])('without a list and with %s: %j is %i', async (_, config, status) => {
    const routes = mount({ 'p/[id]/route.ts': { GET, dynamicParams: false, ...config } })
    expect((await ask(routes, '/p/a')).status).toBe(status)
  })

  it.each([{ dynamic: 'force-dynamic' }, { revalidate: 0 }, { runtime: 'experimental-edge' }])(
    'has no say over a GET that runs for every request: %j',
    async config => {
      const routes = mount({ 'p/[id]/route.ts': { ...closed(() => []), ...config } })
      expect((await ask(routes, '/p/a')).status).toBe(200)
    },
  )

  it('knows nothing but what is listed, also where that is nothing', async () => {
    const routes = mount({ 'p/[id]/route.ts': closed(() => []) })
    expect((await ask(routes, '/p/a')).status).toBe(404)
  })

  it('compares catch-alls part by part', async () => {
    const list = () => [{ rest: ['a', 'b'] }, { rest: ['c,d'] }]
    const routes = mount({ '[...rest]/route.ts': closed(list) })
    const statusOf = async (path: string) => (await ask(routes, path)).status
    expect(await statusOf('/a/b')).toBe(200)
    expect(await statusOf('/a%2Fb')).toBe(404)
    expect(await statusOf('/c,d')).toBe(200)
    expect(await statusOf('/c/d')).toBe(404)
  })

  it.each([undefined, null, false, []])(
    'takes %j of an optional catch-all for its bare path',
    async rest => {
      const routes = mount({ 'o/[[...rest]]/route.ts': closed(() => [{ rest }]) })
      expect((await ask(routes, '/o')).status).toBe(200)
      expect((await ask(routes, '/o/x')).status).toBe(404)
    },
  )

  it('has no say over paths without parameters', async () => {
    const list = jest.fn(() => [])
    const routes = mount({ 'a/route.ts': { ...closed(list), GET: () => new Response('a') } })
    expect((await ask(routes, '/a')).status).toBe(200)
    expect(list).not.toHaveBeenCalled()
  })

  it('works where the cache is off', async () => {
    const routes = mount({ 'p/[id]/route.ts': closed(() => [{ id: 'a' }]) }, { cache: false })
    expect((await ask(routes, '/p/a')).status).toBe(200)
    expect((await ask(routes, '/p/b')).status).toBe(404)
  })

  it('shows what is not listed yet in draft mode', async () => {
    const enable = async () => {
      ;(await draftMode()).enable()
      return new Response('')
    }
    const files = { 'draft/route.ts': { GET: enable }, 'p/[id]/route.ts': closed(() => []) }
    const routes = mount(files)
    const [line] = (await ask(routes, '/draft')).headers.getSetCookie()
    const cookie = line!.split(';')[0]!
    expect((await ask(routes, '/p/a', { headers: { cookie } })).status).toBe(200)
    const guessed = cookie.replace(/.$/, last => (last === '0' ? '1' : '0'))
    expect((await ask(routes, '/p/a', { headers: { cookie: guessed } })).status).toBe(404)
  })

  it('gives further routes that fit the path their turn since 15', async () => {
    const files = {
      'p/[id]/route.ts': closed(() => [{ id: 'a' }]),
      'p/[...rest]/route.ts': closed(() => [{ rest: ['b'] }]),
      '[[...all]]/route.ts': { GET: () => new Response('all') },
    }
    const texts = async (compat: 14 | 15 | 16) => {
      const routes = mount(files, { compat })
      const paths = ['/p/a', '/p/b', '/p/c', '/p/c/']
      return Promise.all(paths.map(async path => (await ask(routes, path)).text()))
    }
    expect(await texts(16)).toEqual(['{"id":"a"}', '{"rest":["b"]}', 'all', 'all'])
    expect(await texts(15)).toEqual(await texts(16))
    expect((await texts(14)).slice(1)).toEqual(['', '', ''])
  })

  it('never reaches a route in front by another spelling of the path', async () => {
    const routes = mount({
      'admin/route.ts': { GET: () => new Response('admin') },
      '[id]/route.ts': closed(() => []),
      '[...rest]/route.ts': { GET },
    })
    expect(await (await ask(routes, '/%61dmin')).text()).toBe('{"rest":["admin"]}')
  })
})

describe('generateStaticParams()', () => {
  it('is called once for all who wait, and never again', async () => {
    const list = jest.fn(async () => {
      await new Promise(setImmediate)
      return [{ id: 'a' }]
    })
    const routes = mount({ 'p/[id]/route.ts': closed(list) })
    const asked = ['a', 'a', 'b'].map(async id => (await ask(routes, `/p/${id}`)).status)
    expect(await Promise.all(asked)).toEqual([200, 200, 404])
    expect((await ask(routes, '/p/a')).status).toBe(200)
    expect(list).toHaveBeenCalledTimes(1)
  })

  it('is called by cache.ready() where unlisted paths do not exist', async () => {
    const list = jest.fn(() => [{ id: 'a' }])
    const other = jest.fn(() => [{ id: 'a' }])
    const routes = mount({
      'p/[id]/route.ts': closed(list),
      'q/[id]/route.ts': { GET, generateStaticParams: other },
    })
    await routes.cache.ready()
    await ask(routes, '/p/a')
    expect([list, other].map(each => each.mock.calls.length)).toEqual([1, 0])
  })

  it('is not called for a request where unlisted paths exist', async () => {
    const list = jest.fn(() => [{ id: 'a' }])
    const routes = mount({ 'p/[id]/route.ts': { GET, generateStaticParams: list } })
    expect((await ask(routes, '/p/b')).status).toBe(200)
    expect(list).not.toHaveBeenCalled()
  })

  it.each([
    [
      undefined,
      'Invalid value returned from generateStaticParams for "/p/[id]". Expected an array, but received type undefined.',
    ],
    [
      null,
      'Invalid value returned from generateStaticParams for "/p/[id]". Expected an array, but received type null.',
    ],
    [
      { id: 'a' },
      'Invalid value returned from generateStaticParams for "/p/[id]". Expected an array, but received type object.',
    ],
    [
      ['a'],
      'Invalid value at index 0 returned from generateStaticParams for "/p/[id]". Expected an object, but received type string.',
    ],
    [
      [{ id: 1 }],
      'A required parameter (id) was not provided as a string received number in generateStaticParams for /p/[id]',
    ],
    [
      [{ id: ['a'] }],
      'A required parameter (id) was not provided as a string received object in generateStaticParams for /p/[id]',
    ],
    [
      [{}],
      'Segment "/p/[id]" exports "dynamicParams: false" but the param "id" is missing from the generated route params.',
    ],
  ])('that returns %j fails in the words of Next.js', async (returned, message) => {
    const routes = mount({ 'p/[id]/route.ts': closed(() => returned) })
    await expect(ask(routes, '/p/a')).rejects.toMatchObject({
      code: 'RH_INVALID_EXPORT',
      status: 500,
      message: expect.stringContaining(message),
    })
  })

  it('names an array where a catch-all needs one', async () => {
    const routes = mount({ '[...rest]/route.ts': closed(() => [{ rest: 'a' }]) })
    await expect(ask(routes, '/a')).rejects.toThrow(
      'A required parameter (rest) was not provided as an array received string in generateStaticParams for /[...rest]',
    )
  })

  it('that throws is an error of each request, and is called again after 3, 6, … 30 s', async () => {
    const now = jest.spyOn(performance, 'now').mockReturnValue(0)
    let fails = true
    const list = jest.fn(async () => {
      if (fails) throw new Error('no database')
      return [{ id: 'a' }]
    })
    const routes = mount({ 'p/[id]/route.ts': closed(list) })
    const askAt = async (seconds: number) => {
      now.mockReturnValue(seconds * 1000)
      return ask(routes, '/p/a').then(
        ({ status }) => status,
        ({ message }) => message,
      )
    }
    const called: number[] = []
    for (const seconds of [0, 1, 3, 8, 9, 20, 21, 44, 45, 74, 75]) {
      const before = list.mock.calls.length
      expect(await askAt(seconds)).toBe('no database')
      if (list.mock.calls.length > before) called.push(seconds)
    }
    expect(called).toEqual([0, 3, 9, 21, 45, 75])
    fails = false
    expect(await askAt(106)).toBe(200)
    expect(await askAt(106)).toBe(200)
  })

  it.each([
    ['cookies()', () => cookies()],
    ['headers()', () => headers()],
    ['draftMode()', () => draftMode()],
    ['connection()', () => connection()],
  ])('has no request that %s could be of', async (call, read) => {
    const routes = mount({ 'p/[id]/route.ts': closed(async () => [await read()]) })
    await expect(ask(routes, '/p/a')).rejects.toMatchObject({
      code: 'RH_OUTSIDE_REQUEST',
      message: `Route /p/[id] used \`${call}\` inside \`generateStaticParams\`. This is not supported because \`generateStaticParams\` runs at build time without an HTTP request. Read more: https://nextjs.org/docs/messages/next-dynamic-api-wrong-context`,
    })
  })

  it.each([
    ['revalidateTag("x")', () => revalidateTag('x', 'max')],
    ['revalidatePath("/x")', () => revalidatePath('/x')],
  ])('must not call %s', async (_, revalidate) => {
    const list = () => [revalidate()]
    const routes = mount({ 'p/[id]/route.ts': closed(list) })
    await expect(ask(routes, '/p/a')).rejects.toThrow(
      /^Route "\/p\/\[id\]": `revalidate\w+[^`]*` can't be called inside `generateStaticParams`\./,
    )
  })

  it.each([1, 'x', {}, null])('that is %j is refused when the file is loaded', async value => {
    const routes = mount({ 'p/[id]/route.ts': { GET, generateStaticParams: value } })
    await expect(routes.ready()).rejects.toMatchObject({ code: 'RH_INVALID_EXPORT' })
  })
})
