/** What is stored of what a static route answers, by version and option. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { CacheOptions } from '../../../src/cache/options'
import type { RouteOptions } from '../../../src/route-options'
import { ask, chunked, mount } from '../mount'

const NO_STORE = 'private, no-cache, no-store, max-age=0, must-revalidate'

function mounted(
  exports: Readonly<Record<string, unknown>>,
  cache: CacheOptions = {},
  options: RouteOptions = {},
) {
  const routes = mount({ 'a/route.ts': exports }, { cache: { dev: true, ...cache }, ...options })
  const get = async (headers: Record<string, string> = {}, path = '/a') => {
    const response = await ask(routes, path, { headers })
    return {
      response,
      text: await response.text(),
      state: response.headers.get('x-nextjs-cache'),
      cacheControl: response.headers.get('cache-control'),
    }
  }
  return { routes, get }
}

const counting = (answer: (n: number) => unknown = n => new Response(String(n))) => {
  let n = 0
  return () => answer(++n)
}

describe('up to Next.js 14', () => {
  it('every GET is cached, and nothing is said of its life', async () => {
    const { get } = mounted({ GET: counting() }, {}, { compat: 14 })
    expect(await get()).toMatchObject({ text: '1', state: 'MISS', cacheControl: null })
    expect(await get()).toMatchObject({ text: '1', state: 'HIT', cacheControl: null })
  })

  it('its life is told where shared caches are meant to know', async () => {
    const { get } = mounted({ GET: counting(), revalidate: 9 }, { cdn: true }, { compat: 14 })
    expect(await get()).toMatchObject({ cacheControl: 's-maxage=9' })
  })

  it('a GET beside other methods runs for every request', async () => {
    const { get } = mounted({ GET: counting(), POST: counting() }, {}, { compat: 14 })
    expect([(await get()).text, (await get()).text]).toEqual(['1', '2'])
  })

  it('draftMode() is of one request', async () => {
    const { draftMode } = await import('../../../src/next/headers')
    const GET = () => new Response(String((draftMode() as any).isEnabled))
    const { get } = mounted({ GET }, {}, { compat: 14 })
    expect((await get()).state).toBeNull()
  })
})

describe("with parity: 'exact'", () => {
  const exact = { parity: 'exact' } as const

  it('cookies, errors and a foreign Vary are stored, as by Next.js', async () => {
    const headers = { 'set-cookie': 'a=1', vary: 'cookie' }
    const GET = counting(n => new Response(String(n), { status: 500, headers }))
    const { get } = mounted({ GET, dynamic: 'force-static' }, {}, exact)
    await get()
    const { response, text, state } = await get({ authorization: 'x' })
    expect([response.status, text, state]).toEqual([500, '1', 'HIT'])
    expect(response.headers.getSetCookie()).toEqual(['a=1'])
    const said = ['etag', 'age', 'content-length'].filter(name => response.headers.has(name))
    expect(said).toEqual([])
    expect(response.headers.get('cache-control')).toBe('s-maxage=31536000')
  })

  it('what a handler says of caching is stored with the answer', async () => {
    const headers = { 'cache-control': 'no-store' }
    const { get } = mounted(
      { GET: counting(n => new Response(String(n), { headers })), revalidate: 9 },
      {},
      exact,
    )
    await get()
    expect(await get()).toMatchObject({ text: '1', state: 'HIT', cacheControl: 'no-store' })
  })
})

describe('in development', () => {
  const dev = { dev: false }

  it('nothing is kept', async () => {
    const { get } = mounted({ GET: counting(), revalidate: 9 }, dev)
    expect(await get()).toMatchObject({ text: '1', state: null, cacheControl: null })
    expect((await get()).text).toBe('2')
  })

  it('a force-static handler sees what it will see in production', async () => {
    const GET = (request: any) => new Response(`${request.url} ${request.headers.get('x')}`)
    const { get } = mounted({ GET, dynamic: 'force-static' }, dev)
    expect((await get({ x: '1' }, '/a?b')).text).toBe('http://localhost:3000/a null')
  })

  it("a handler with dynamic = 'error' is refused what it will be refused in production", async () => {
    const GET = (request: any) => new Response(request.url)
    const { get } = mounted({ GET, dynamic: 'error' }, dev)
    await expect(get()).rejects.toThrow('`request.url`')
  })
})

describe('an answer', () => {
  it('that is too long for an entry is given to one request, whole', async () => {
    const GET = counting(n => new Response(chunked(`${n}`, 'x'.repeat(900), 'y'.repeat(900), 'z')))
    const { get } = mounted({ GET, dynamic: 'force-static' }, { maxEntryBytes: 1000, debug: true })
    const whole = `${'x'.repeat(900)}${'y'.repeat(900)}z`
    const { response, text } = await get()
    expect(text).toBe(`1${whole}`)
    expect(response.headers.get('cache-status')).toBe(
      'route-handlers; fwd=bypass; detail=too-large',
    )
    expect((await get()).text).toBe(`2${whole}`)
  })

  it('that takes too long is given to one request, whole', async () => {
    const GET = () => {
      let n = 0
      return new Response(
        new ReadableStream({
          async pull(controller) {
            await sleep(40)
            controller.enqueue(String(++n))
            if (n === 4) controller.close()
          },
        }),
      )
    }
    const { get } = mounted(
      { GET, dynamic: 'force-static' },
      { generateTimeoutMs: 60, debug: true },
    )
    const { response, text } = await get()
    expect(text).toBe('1234')
    expect(response.headers.get('cache-status')).toBe('route-handlers; fwd=bypass; detail=timeout')
  })

  it('whose stream breaks is an error, and nothing of it is stored', async () => {
    const GET = counting(n =>
      n > 1
        ? new Response('whole')
        : new Response(
            new ReadableStream({
              async pull(controller) {
                controller.enqueue('half')
                await sleep(5)
                controller.error(new Error('the origin died'))
              },
            }),
          ),
    )
    const { get } = mounted({ GET, dynamic: 'force-static' })
    await expect(get()).rejects.toThrow('the origin died')
    expect(await get()).toMatchObject({ text: 'whole', state: 'MISS' })
  })

  it('of a polyfill, with a stream of Node, is stored like any other', async () => {
    const { Readable } = await import('node:stream')
    const GET = () => ({
      status: 200,
      statusText: '',
      url: '',
      headers: new Headers({ 'content-type': 'text/x' }),
      body: Readable.from([Buffer.from('node')]),
      bodyUsed: false,
    })
    const { get } = mounted({ GET, dynamic: 'force-static' })
    await get()
    const { response, text, state } = await get()
    expect([response.headers.get('content-type'), text, state]).toEqual(['text/x', 'node', 'HIT'])
  })

  it.each([
    [204, null],
    [308, null],
    [410, 'gone'],
  ])('with status %i is stored with it', async (status, body) => {
    const GET = () => new Response(body, { status, headers: { location: '/b' } })
    const { get } = mounted({ GET, dynamic: 'force-static' })
    await get()
    const { response, text, state } = await get()
    expect([response.status, text, state]).toEqual([status, body ?? '', 'HIT'])
    expect(response.headers.has('content-length')).toBe(status !== 204)
  })

  it.each([
    [401, null],
    [206, null],
  ])('with status %i is for one request', async status => {
    const { get } = mounted({ GET: () => new Response('x', { status }), dynamic: 'force-static' })
    expect(await get()).toMatchObject({ state: null, cacheControl: NO_STORE })
  })

  it('H13 tells its age by the clock of the cache, not by that of the machine', async () => {
    const { get } = mounted({ GET: counting(), dynamic: 'force-static' })
    await get()
    const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 600_000)
    const { response, state } = await get()
    now.mockRestore()
    expect([response.headers.get('age'), state]).toEqual(['0', 'HIT'])
  })

  it('of a handler that exceeds its maxDuration is an error', async () => {
    const GET = () => sleep(5000, undefined, { ref: false })
    const { get } = mounted({ GET, dynamic: 'force-static', maxDuration: 0 })
    await expect(get()).rejects.toMatchObject({ code: 'RH_TIMEOUT' })
  })

  it('is told of by events that name its route', async () => {
    const events: any[] = []
    const onEvent = (event: any) => void events.push(event)
    const { get } = mounted({ GET: counting(), dynamic: 'force-static' }, { onEvent })
    await get()
    await get()
    const told = events.filter(({ type }) => ['hit', 'miss'].includes(type))
    expect(told.map(({ type, kind, route }) => [type, kind, route])).toEqual([
      ['miss', 'R', '/a'],
      ['hit', 'R', '/a'],
    ])
  })

  it('does not tell of the cache where that was asked for', async () => {
    const { get } = mounted({ GET: counting(), revalidate: 9 }, { headers: { nextjsCache: false } })
    expect((await get()).state).toBeNull()
    expect((await get()).text).toBe('1')
  })
})

describe('tenants', () => {
  const tenant = (request: any) => request.headers.get('x-tenant')

  it('have answers of their own', async () => {
    const { get } = mounted({ GET: counting(), dynamic: 'force-static' }, { tenant })
    const texts = []
    for (const name of ['a', 'b', 'a']) texts.push((await get({ 'x-tenant': name })).text)
    expect(texts).toEqual(['1', '2', '1'])
  })

  it('must have a name', async () => {
    const { get } = mounted({ GET: counting(), dynamic: 'force-static' }, { tenant })
    await expect(get()).rejects.toMatchObject({ code: 'RH_INVALID_OPTION' })
  })
})

describe('an error of a shared run', () => {
  it('reaches onError for each request that waited, with its own request', async () => {
    const seen: unknown[] = []
    const onError = (error: any, request: Request | undefined) => {
      seen.push([error.message, request?.headers.get('x')])
      return new Response('sorry', { status: 502 })
    }
    const GET = async () => {
      await sleep(10)
      throw new Error('down')
    }
    const { get } = mounted({ GET, dynamic: 'force-static' }, {}, { onError })
    const both = await Promise.all([get({ x: '1' }), get({ x: '2' })])
    expect(both.map(({ text }) => text)).toEqual(['sorry', 'sorry'])
    expect(seen.sort()).toEqual([
      ['down', '1'],
      ['down', '2'],
    ])
  })

  it('in the background reaches onError, and the old answer stays', async () => {
    const seen: unknown[] = []
    const onError = (error: any) => void seen.push(error.message)
    const GET = counting(n => {
      if (n > 1) throw new Error('down')
      return new Response('good')
    })
    const { get } = mounted({ GET, revalidate: 1 }, {}, { onError })
    await get()
    await sleep(1050)
    expect(await get()).toMatchObject({ text: 'good', state: 'STALE' })
    await sleep(20)
    expect(seen).toEqual(['down'])
    expect(await get()).toMatchObject({ text: 'good', state: 'STALE' })
  })
})

describe('a shutdown', () => {
  it('waits for a run whose client has left, and ends one that takes too long', async () => {
    let reason: unknown
    const GET = (request: any) =>
      new Promise(resolve => {
        request.signal.addEventListener('abort', () => {
          reason = request.signal.reason
          resolve(new Response('late'))
        })
      })
    const { routes, get } = mounted({ GET, dynamic: 'force-static' })
    const asked = get()
    await sleep(20)
    await routes.close({ graceMs: 20 })
    expect(reason).toMatchObject({ name: 'AbortError' })
    expect((await asked).text).toBe('late')
  })

  it('of the platform waits for what is renewed', async () => {
    const work: Promise<unknown>[] = []
    const { get } = mounted(
      { GET: counting(), revalidate: 1 },
      { waitUntil: promise => void work.push(promise) },
    )
    await get()
    expect(work).toEqual([])
    await sleep(1050)
    expect((await get()).state).toBe('STALE')
    expect(work).toHaveLength(1)
    await Promise.all(work)
    expect(await get()).toMatchObject({ text: '2', state: 'HIT' })
  })
})

describe('a response for those who ask for one', () => {
  it('leaves what is stored as it is, whatever is done to it', async () => {
    const { subscribe, unsubscribe } = await import('node:diagnostics_channel')
    const { routes, get } = mounted({ GET: counting(), dynamic: 'force-static' })
    await get()
    const statuses: unknown[] = []
    const listen = (trace: any) => void statuses.push(trace.status)
    subscribe('tracing:route-handlers:request:asyncStart', listen)
    const traced = await get()
    unsubscribe('tracing:route-handlers:request:asyncStart', listen)
    expect([traced.text, statuses]).toEqual(['1', [200]])
    const { body } = await ask(routes, '/a')
    const { value } = await body!.getReader().read()
    value!.fill(0)
    expect((await get()).text).toBe('1')
  })
})

describe('what keeps an answer from being stored', () => {
  it.each([
    ['set-cookie', 'a=1', 'its answer sets cookies'],
    ['vary', 'cookie', 'its answer says by "Vary"'],
    ['content-encoding', 'br', 'its answer has a "Content-Encoding"'],
  ])('is told once for %s', async (name, value, words) => {
    const warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => {})
    const GET = () => new Response('x', { headers: { [name]: value } })
    const { get } = mounted({ GET, dynamic: 'force-static' })
    await get()
    await get()
    const told = warn.mock.calls.map(([message]) => String(message))
    warn.mockRestore()
    expect(told).toEqual([expect.stringContaining(words)])
  })
})
