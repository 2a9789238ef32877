/** What a handler gets of a stored fetch, and what becomes of answers that cannot be stored. */
import { text } from 'node:stream/consumers'
import type { Routes } from '../../../../src/create-routes'
import type { RouteOptions } from '../../../../src/route-options'
import { state } from '../../../../src/state'
import { ask, mountOne } from '../../mount'
import { type Origin, startOrigin } from './origin'

let origin: Origin
const ends: Array<() => Promise<void>> = []

beforeEach(() => {
  state.scopeWanted = true
  state.warned.clear()
})

afterEach(async () => {
  jest.restoreAllMocks()
  for (const end of ends.splice(0).reverse()) await end()
})

async function start(answer?: Parameters<typeof startOrigin>[0]): Promise<void> {
  origin = await startOrigin(answer)
  ends.push(() => origin.stop())
}

/** Runs in a handler of a mount of its own, each time it is called. */
function inHandler<T>(
  run: (request: Request) => Promise<T>,
  { cache, ...options }: RouteOptions = {},
): (init?: RequestInit) => Promise<T> {
  const results = new Map<string, Promise<T>>()
  const handler = async (request: Request): Promise<Response> => {
    const result = run(request)
    result.catch(() => {})
    results.set(request.headers.get('x-id')!, result)
    return new Response()
  }
  const routes: Routes = mountOne(handler, { cache: { ...cache }, ...options })
  ends.push(() => routes.close())
  let count = 0
  return async init => {
    const id = String(count++)
    const headers = new Headers(init?.headers)
    headers.set('x-id', id)
    await ask(routes, '/', { ...init, headers })
    return results.get(id)!
  }
}

const STORED = { next: { revalidate: 60 } } as RequestInit

const textOf = async (init: RequestInit = STORED): Promise<string> =>
  (await fetch(origin.url, init)).text()

/** Whoever comes before an answer is stored waits for it with the others. */
const stored = (): Promise<void> => new Promise(resolve => setTimeout(resolve, 20))

/** Gives out what it is told to, when it is told to. */
function gate(): { open: () => void; passed: Promise<void> } {
  let open!: () => void
  const passed = new Promise<void>(resolve => {
    open = resolve
  })
  return { open, passed }
}

describe('the answer', () => {
  it('is the same from the cache: URL, status, headers, body', async () => {
    await start((request, response) => {
      if (request.url === '/from') return response.writeHead(302, { location: '/to' }).end()
      return response.writeHead(200, { 'x-own': 'a', 'content-type': 'text/x' }).end('body')
    })
    const read = inHandler(async () => {
      const response = await fetch(`${origin.url}/from`, STORED)
      const { url, status, ok, headers } = response
      const own = headers.get('x-own') + headers.get('content-type')
      return { url, status, ok, own, text: await response.text() }
    })
    const expected = {
      url: `${origin.url}/to`,
      status: 200,
      ok: true,
      own: 'atext/x',
      text: 'body',
    }
    expect(await read()).toEqual(expected)
    expect(await read()).toEqual(expected)
    expect(origin.calls).toEqual(['GET /from', 'GET /to'])
  })

  it('is each caller’s own: what one does to it, no other sees', async () => {
    await start()
    const read = inHandler(async () => {
      const response = await fetch(origin.url, STORED)
      const bytes = new Uint8Array(await response.arrayBuffer())
      const text = String.fromCharCode(...bytes)
      bytes.fill(0)
      response.headers.set('x-mine', '1')
      return text
    })
    expect([await read(), await read(), await read()]).toEqual(['1', '1', '1'])
  })

  it('has no body where it was asked for without', async () => {
    await start()
    const read = inHandler(async () => {
      const response = await fetch(origin.url, { ...STORED, method: 'HEAD' })
      return [response.status, response.body, await response.text()]
    })
    expect(await read()).toEqual([200, null, ''])
    expect(await read()).toEqual([200, null, ''])
    expect(origin.calls).toHaveLength(1)
  })

  it('is given out when its head is there, and stored when its body has ended', async () => {
    const { open, passed } = gate()
    await start(async (_, response) => {
      response.write('first,')
      await passed
      response.end('last')
    })
    const read = inHandler(async () => (await fetch(origin.url, STORED)).body!.getReader())
    const reader = await read()
    expect(Buffer.from((await reader.read()).value!).toString()).toBe('first,')
    open()
    expect(Buffer.from((await reader.read()).value!).toString()).toBe('last')
    expect(await inHandlerText()).toBe('first,last')

    async function inHandlerText(): Promise<string> {
      const again = await read()
      const { value } = await again.read()
      return Buffer.from(value!).toString()
    }
    expect(origin.calls).toHaveLength(1)
  })

  it('is not stored when its body breaks off: nobody gets half of it later', async () => {
    await start((_, response, count) => {
      if (count > 1) return response.end('whole')
      response.writeHead(200, { 'content-length': '10' }).write('half')
      return setTimeout(() => response.destroy(), 20)
    })
    const read = inHandler(() => textOf())
    await expect(read()).rejects.toThrow()
    expect(await read()).toBe('whole')
    expect(await read()).toBe('whole')
    expect(origin.calls).toHaveLength(2)
  })

  it('rejects for everybody who waited when the origin cannot be reached, and is tried again', async () => {
    await start()
    const { url } = origin
    await origin.stop()
    const read = inHandler(async () => (await fetch(url, STORED)).text())
    const failed = await Promise.allSettled([read(), read(), read()])
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
  })

  it.each([201, 203, 204, 301, 404, 500])('of status %i is not stored', async status => {
    await start((_, response, count) => response.writeHead(status).end(`${count}`))
    const init: RequestInit = { ...STORED, redirect: 'manual' }
    const read = inHandler(async () => {
      const response = await fetch(origin.url, init)
      return `${response.status} ${await response.text()}`
    })
    const body = (count: number) => (status === 204 ? `${status} ` : `${status} ${count}`)
    expect(await read()).toBe(body(1))
    await stored()
    expect(await read()).toBe(body(2))
  })

  it('that failed is shared by those who waited for it', async () => {
    const { open, passed } = gate()
    await start(async (_, response, count) => {
      await passed
      response.writeHead(503).end(`${count}`)
    })
    const read = inHandler(async () => {
      const response = await fetch(origin.url, STORED)
      return `${response.status} ${await response.text()}`
    })
    const all = [read(), read(), read()]
    setTimeout(open, 50)
    expect(await Promise.all(all)).toEqual(['503 1', '503 1', '503 1'])
  })

  it('stays when it cannot be renewed', async () => {
    await start((_, response, count) => response.writeHead(count === 1 ? 200 : 500).end(`${count}`))
    const read = inHandler(() => textOf({ next: { revalidate: 0.05 } } as RequestInit))
    expect(await read()).toBe('1')
    for (let round = 0; round < 5; round++) {
      await new Promise(resolve => setTimeout(resolve, 60))
      expect(await read()).toBe('1')
    }
    // A failed renewal is not tried again at once.
    expect(origin.calls).toHaveLength(2)
  })

  it.each([
    ['announced', (bytes: number) => ({ 'content-length': String(bytes) })],
    ['not announced', () => ({})],
  ])('that is too large, %s, is passed on whole, and warned of', async (_, headers) => {
    await start((_, response) => response.writeHead(200, headers(5000)).end('x'.repeat(5000)))
    const warned = jest.spyOn(process, 'emitWarning').mockImplementation(() => {})
    const read = inHandler(() => textOf(), { cache: { maxEntryBytes: 1000 } })
    expect((await read()).length).toBe(5000)
    await stored()
    expect((await read()).length).toBe(5000)
    expect(origin.calls).toHaveLength(2)
    expect(warned.mock.calls.map(([message]) => message)).toEqual([
      `What fetch got from ${origin.url}/ has more than 1000 bytes and is not stored. Raise \`cache.maxEntryBytes\`, or leave \`next\` and \`cache\` out of the call.`,
    ])
  })

  it('of more than two megabytes is not stored for comparison with Next.js, in its words', async () => {
    const bytes = 2 * 1024 * 1024 + 1
    await start((_, response) => {
      response.writeHead(200, { 'content-length': String(bytes) }).end(Buffer.alloc(bytes))
    })
    const warned = jest.spyOn(process, 'emitWarning').mockImplementation(() => {})
    const read = inHandler(() => textOf(), { parity: 'exact' })
    expect((await read()).length).toBe(bytes)
    await stored()
    await read()
    expect(origin.calls).toHaveLength(2)
    expect(warned.mock.calls.map(([message]) => message)).toEqual([
      `Failed to set Next.js data cache for ${origin.url}/, items over 2MB can not be cached (${bytes} bytes)`,
    ])
  })

  it.each<[string, unknown]>([
    ['whatever it is', { ok: true, text: async () => 'mocked' }],
    ['a response that nobody may look at', Response.error()],
  ])('of a stand-in for fetch is passed on as it is: %s', async (_, answer) => {
    const { fetch: original } = globalThis
    globalThis.fetch = (async () => answer) as never
    ends.push(async () => {
      globalThis.fetch = original
    })
    const read = inHandler(async () => fetch('http://nowhere.example', STORED))
    expect(await read()).toBe(answer)
    expect(await read()).toBe(answer)
  })
})

describe('what the origin is sent', () => {
  const echoes: Parameters<typeof startOrigin>[0] = async (request, response, count) => {
    response.end(
      `${count} ${request.method} ${request.headers['content-type']} ${await text(request)}`,
    )
  }

  type Call = () => [input: string | Request, init?: object]

  const calls: ReadonlyArray<readonly [what: string, call: Call, seen: string]> = [
    ['text', () => [origin.url, { method: 'POST', body: 'a' }], 'POST text/plain;charset=UTF-8 a'],
    [
      'a stream',
      () => [origin.url, { method: 'POST', body: new Blob(['a']).stream(), duplex: 'half' }],
      'POST undefined a',
    ],
    [
      'parameters',
      () => [origin.url, { method: 'PUT', body: new URLSearchParams('a=b') }],
      'PUT application/x-www-form-urlencoded;charset=UTF-8 a=b',
    ],
    [
      'a Request',
      () => [new Request(origin.url, { method: 'POST', body: 'a' })],
      'POST text/plain;charset=UTF-8 a',
    ],
    [
      'a Request that is overruled',
      () => [
        new Request(origin.url, { method: 'POST', body: 'a' }),
        { body: 'b', headers: { 'content-type': 'x/y' } },
      ],
      'POST x/y b',
    ],
  ]

  it.each(calls)('is whole each time: %s', async (_, call, seen) => {
    await start(echoes)
    const read = inHandler(async () => {
      const [input, init] = call()
      const response = await fetch(input, { ...init, next: { revalidate: 0.1 } } as RequestInit)
      return response.text()
    })
    expect(await read()).toBe(`1 ${seen}`)
    expect(await read()).toBe(`1 ${seen}`)
    await new Promise(resolve => setTimeout(resolve, 150))
    for (let attempt = 0; attempt < 500 && (await read()) !== `2 ${seen}`; attempt++) {
      await new Promise(resolve => setTimeout(resolve, 10))
    }
    expect(await read()).toMatch(/^[23] /)
    expect((await read()).slice(2)).toBe(seen)
  })
})

describe('tags of a call', () => {
  it('that are none are left out, and warned of; too many are warned of', async () => {
    await start()
    const warned = jest.spyOn(process, 'emitWarning').mockImplementation(() => {})
    const tags = ['a', 7, 'x'.repeat(300), ...Array.from({ length: 128 }, (_, i) => `t${i}`)]
    const read = inHandler(() => textOf({ next: { revalidate: 60, tags } } as RequestInit))
    expect([await read(), await read()]).toEqual(['1', '1'])
    expect(warned.mock.calls.map(([message]) => message)).toEqual([
      `Warning: invalid tags passed to fetch ${origin.url}/: \ntag: "7" invalid type, must be a string\ntag: "${'x'.repeat(300)}" exceeded max length of 256`,
      `Warning: exceeded max tag count for fetch ${origin.url}/: 129 tags. Next.js drops those beyond 128; here a value with more than 1024 is not stored.`,
    ])
  })

  it('of more than 1024 leave what was fetched unstored', async () => {
    await start()
    jest.spyOn(process, 'emitWarning').mockImplementation(() => {})
    const tags = Array.from({ length: 1025 }, (_, i) => `t${i}`)
    const read = inHandler(() => textOf({ next: { revalidate: 60, tags } } as RequestInit))
    expect(await read()).toBe('1')
    await stored()
    expect(await read()).toBe('2')
  })
})

describe('cookies of an origin', () => {
  const withCookie: Parameters<typeof startOrigin>[0] = (_, response, count) =>
    response.writeHead(200, { 'set-cookie': `session=${count}` }).end(`${count}`)

  const cookieOf = async (): Promise<string | null> =>
    (await fetch(origin.url, STORED)).headers.get('set-cookie')

  it('H1 are not stored with what was fetched, nor given to those who waited for it', async () => {
    await start(withCookie)
    const read = inHandler(cookieOf)
    const cookies = await Promise.all([read(), read(), read(), read()])
    expect(cookies.filter(cookie => cookie !== null)).toEqual(['session=1'])
    expect(await read()).toBeNull()
    expect(origin.calls).toHaveLength(1)
  })

  it('are stored for comparison with Next.js', async () => {
    await start(withCookie)
    const read = inHandler(cookieOf, { parity: 'exact' })
    expect(await read()).toBe('session=1')
    expect(await read()).toBe('session=1')
  })
})

describe('a caller who gives up', () => {
  it('H20 is alone in it: the others, and the cache, get what was fetched', async () => {
    const { open, passed } = gate()
    await start(async (_, response, count) => {
      await passed
      response.end(`${count}`)
    })
    const controller = new AbortController()
    const read = inHandler(request =>
      textOf(request.headers.has('x-leaves') ? { ...STORED, signal: controller.signal } : STORED),
    )
    const leaver = read({ headers: { 'x-leaves': '1' } })
    const stayers = [read(), read()]
    await new Promise(resolve => setTimeout(resolve, 50))
    controller.abort(new Error('I must go'))
    await expect(leaver).rejects.toThrow('I must go')
    open()
    expect(await Promise.all(stayers)).toEqual(['1', '1'])
    expect(await read()).toBe('1')
    expect(origin.calls).toHaveLength(1)
  })

  it('has his own body ended; the cache gets the whole', async () => {
    const { open, passed } = gate()
    await start(async (_, response) => {
      response.write('first,')
      await passed
      response.end('last')
    })
    const controller = new AbortController()
    const read = inHandler(async () => {
      const { signal } = controller
      const { body } = await fetch(origin.url, signal.aborted ? STORED : { ...STORED, signal })
      return body!.getReader()
    })
    const reader = await read()
    await reader.read()
    controller.abort(new Error('I must go'))
    await expect(reader.read()).rejects.toThrow('I must go')
    open()
    await new Promise(resolve => setTimeout(resolve, 50))
    const again = await read()
    expect(Buffer.from((await again.read()).value!).toString()).toBe('first,last')
    expect(origin.calls).toHaveLength(1)
  })

  it('before he has called asks nobody', async () => {
    await start()
    const read = inHandler(() => textOf({ ...STORED, signal: AbortSignal.abort(new Error('no')) }))
    await expect(read()).rejects.toThrow('no')
    expect(origin.calls).toEqual([])
  })
})
