/** `routes.fetch`: a mounted directory without a host and without a port. */

import { after as afterwards } from '../../src/next/after'
import { cookies } from '../../src/next/headers'
import { redirect } from '../../src/next/navigation'
import { ask, mount, mountOne, ORIGIN } from './mount'

const echo = async (request: Request, { params }: { params: Promise<unknown> }) =>
  Response.json({ method: request.method, url: request.url, params: await params })

const later = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

const chunked = (...chunks: string[]): ReadableStream => {
  const left = chunks.map(chunk => Buffer.from(chunk))
  return new ReadableStream({
    pull(controller) {
      const chunk = left.shift()
      if (chunk) controller.enqueue(chunk)
      else controller.close()
    },
  })
}

/** Reads an answer and lets what follows its end begin. */
async function finish(response: Response): Promise<string> {
  const text = await response.text()
  await later()
  await later()
  return text
}

describe('routes.fetch(request)', () => {
  it('matches, decodes parameters and keeps the URL', async () => {
    const routes = mount({ 'users/[id]/route.ts': { GET: echo } })
    expect(await (await ask(routes, '/users/a%2Fb?x=1')).json()).toEqual({
      method: 'GET',
      url: `${ORIGIN}/users/a%2Fb?x=1`,
      params: { id: 'a/b' },
    })
  })

  it.each([
    ['/nowhere', 'path', 404],
    ['/nowhere', false, 404],
    ['/nowhere', 'method', 404],
    ['/a', 'path', 405],
    ['/a', 'method', 404],
  ] as const)(
    'FT-3: DELETE %s under fallthrough %p is an empty %i',
    async (path, fallthrough, status) => {
      const routes = mount({ 'a/route.ts': { GET: echo } }, { fallthrough })
      const response = await ask(routes, path, { method: 'DELETE' })
      expect([response.status, await response.text()]).toEqual([status, ''])
    },
  )

  it.each(['path', 'method'] as const)(
    'MT-2: OPTIONS under %s is our own 204',
    async fallthrough => {
      const routes = mount({ 'a/route.ts': { GET: echo } }, { fallthrough })
      const response = await ask(routes, '/a', { method: 'OPTIONS' })
      expect([response.status, response.headers.get('allow')]).toEqual([204, 'GET, HEAD, OPTIONS'])
    },
  )

  it('NB-1: HEAD has the head of GET and no body, which is cancelled', async () => {
    let cancelled = false
    const GET = () => {
      const cancel = () => {
        cancelled = true
      }
      return new Response(new ReadableStream({ cancel }), { status: 201, headers: { 'x-a': '1' } })
    }
    const response = await ask(mountOne({ GET }), '/', { method: 'HEAD' })
    expect([response.status, response.headers.get('x-a'), response.body]).toEqual([201, '1', null])
    expect(cancelled).toBe(true)
  })

  it('FT-4: pass() is an empty 404, since nobody is behind', async () => {
    const { pass } = await import('../../src/handler/pass')
    const response = await ask(
      mountOne(() => pass()),
      '/',
    )
    expect([response.status, response.body]).toEqual([404, null])
  })

  it.each([
    ['/item/%C0%AE', 'malformed-encoding'],
    ['/item/%00', 'nul'],
    ['/item/a%5cb', 'backslash'],
  ])('R11: %s rejects with RH_BAD_PATH (%s)', async (path, reason) => {
    const routes = mount({ 'item/[slug]/route.ts': { GET: echo } })
    await expect(ask(routes, path)).rejects.toMatchObject({
      code: 'RH_BAD_PATH',
      status: 400,
      message: expect.stringContaining(reason),
    })
  })

  it.each([
    ['ignore', '/a/', 200, null],
    ['redirect', '/a/?x=1', 308, '/a?x=1'],
    ['redirect', '/a', 200, null],
    ['strict', '/a/', 404, null],
  ] as const)(
    "row 14: trailingSlash '%s': %s is %i to %s",
    async (trailingSlash, path, status, to) => {
      const routes = mount({ 'a/route.ts': { GET: echo } }, { trailingSlash })
      const response = await ask(routes, path)
      expect([response.status, response.headers.get('location')]).toEqual([status, to])
    },
  )

  it.each([
    ['/api/a', 200],
    ['/api', 200],
    ['/a', 404],
    ['/apix/a', 404],
    ['/api%2Fa', 404],
  ])('URL-2: under basePath /api, %s is %i', async (path, status) => {
    const files = { 'a/route.ts': { GET: echo }, 'route.ts': { GET: echo } }
    expect((await ask(mount(files, { basePath: '/api' }), path)).status).toBe(status)
  })
})

describe('what a handler gives routes.fetch', () => {
  it('2.5: cookies set with cookies() join those of the response', async () => {
    const routes = mountOne(async () => {
      ;(await cookies()).set('a', '1')
      return new Response('x', { headers: { 'set-cookie': 'own=1; Max-Age=0', 'x-a': '1' } })
    })
    const { headers } = await ask(routes, '/')
    expect(headers.getSetCookie()).toEqual(['own=1; Max-Age=0', 'a=1; Path=/'])
    expect(headers.get('x-a')).toBe('1')
  })

  it('2.6: after() runs when a streamed body was read to its end', async () => {
    const done = jest.fn()
    const routes = mountOne(() => {
      afterwards(done)
      return new Response(chunked('a', 'b', 'c'))
    })
    const response = await ask(routes, '/')
    await later()
    expect(done).not.toHaveBeenCalled()
    expect(await finish(response)).toBe('abc')
    expect(done).toHaveBeenCalledTimes(1)
  })

  it.each([
    ['has no body', () => new Response(null)],
    ['is all there', () => new Response('x')],
    ['is a redirect', () => redirect('/x')],
  ])('2.6: after() runs when the answer %s', async (_what, answer) => {
    const done = jest.fn()
    const routes = mountOne(() => {
      afterwards(done)
      return answer()
    })
    await finish(await ask(routes, '/'))
    expect(done).toHaveBeenCalledTimes(1)
  })

  it('2.6: after() runs when the body is cancelled, and when the handler throws', async () => {
    const done = jest.fn()
    const routes = mountOne((request: Request) => {
      afterwards(done)
      if (request.method === 'POST') throw new Error('x')
      return new Response(chunked('a', 'b', 'c'))
    })
    await (await ask(routes, '/')).body!.cancel()
    await expect(ask(routes, '/', { method: 'POST' })).rejects.toThrow('x')
    await later()
    await later()
    expect(done).toHaveBeenCalledTimes(2)
  })

  it.each([
    ['an Error', new Error('x'), new Error('x')],
    ['no Error', 'router', expect.objectContaining({ code: 'RH_NON_ERROR_THROWN' })],
  ])('ERR-1: rejects with what was thrown: %s', async (_what, thrown, expected) => {
    await expect(
      ask(
        mountOne(() => Promise.reject(thrown)),
        '/',
      ),
    ).rejects.toEqual(expected)
  })

  it('ERR-1: onError sees an error once, with the request, and may answer it', async () => {
    const seen: unknown[] = []
    const failure = new Error('x')
    const routes = mountOne(() => Promise.reject(failure), {
      onError: (error, request) => {
        seen.push(error, request?.url)
        return new Response('sorry', { status: 503 })
      },
    })
    const response = await ask(routes, '/')
    expect([response.status, await response.text()]).toEqual([503, 'sorry'])
    expect(seen).toEqual([failure, `${ORIGIN}/`])
  })

  it('ERR-1: an error of onError replaces the one it was shown', async () => {
    const onError = () => {
      throw new Error('second')
    }
    const routes = mountOne(() => Promise.reject(new Error('first')), { onError })
    await expect(ask(routes, '/')).rejects.toThrow('second')
  })

  it.each([
    ['row 132: Response.error()', () => Response.error(), 'RH_BAD_RESPONSE'],
    ['row 129: nothing', () => undefined, 'RH_NO_RESPONSE'],
  ])('%s rejects', async (_what, handler, code) => {
    await expect(ask(mountOne(handler), '/')).rejects.toMatchObject({ code })
  })

  it('row 138: a Response that was given before rejects', async () => {
    const constant = new Response('once')
    const routes = mountOne(() => constant)
    expect(await (await ask(routes, '/')).text()).toBe('once')
    await expect(ask(routes, '/')).rejects.toMatchObject({ code: 'RH_RESPONSE_REUSED' })
  })

  it('row 151: a fetched response loses what describes the wire it came over', async () => {
    const GET = async () => fetch('data:text/plain,upstream')
    const response = await ask(mountOne({ GET }), '/')
    expect(response.headers.get('content-type')).toContain('text/plain')
    expect(response.headers.get('content-length')).toBeNull()
    expect(await response.text()).toBe('upstream')
  })
})

describe('a streamed answer of routes.fetch', () => {
  const streaming = (cancelled: unknown[], init: ResponseInit = {}) =>
    mountOne(() => {
      let left = 3
      const pull = (controller: ReadableStreamDefaultController) => {
        if (left-- > 0) controller.enqueue(Buffer.from('x'))
        else return new Promise<void>(() => {})
      }
      const cancel = (reason: unknown) => void cancelled.push(reason)
      return new Response(new ReadableStream({ pull, cancel }), init)
    })

  it.each([['before it was read'], ['while it is read']])('SIG-4: is cancelled %s', async when => {
    const cancelled: unknown[] = []
    const reader = (await ask(streaming(cancelled), '/')).body!.getReader()
    if (when === 'while it is read') await reader.read()
    await reader.cancel('enough')
    expect(cancelled).toEqual(['enough'])
  })

  it('SIG-2: ends with the reason when the caller aborts', async () => {
    const cancelled: unknown[] = []
    const controller = new AbortController()
    const response = await ask(streaming(cancelled), '/', { signal: controller.signal })
    const reader = response.body!.getReader()
    await reader.read()
    controller.abort('left')
    await expect(reader.closed).rejects.toBe('left')
    expect(cancelled).toEqual(['left'])
  })

  it('row 145: is held to its Content-Length', async () => {
    const routes = streaming([], { headers: { 'content-length': '2' } })
    const response = await ask(routes, '/')
    expect(response.headers.get('content-length')).toBe('2')
    await expect(response.text()).rejects.toMatchObject({ code: 'RH_LENGTH_MISMATCH' })
  })

  it('ERR-1: an error before the first chunk rejects', async () => {
    const failure = new Error('x')
    const routes = mountOne(
      () => new Response(new ReadableStream({ pull: () => Promise.reject(failure) })),
    )
    await expect(ask(routes, '/')).rejects.toBe(failure)
  })
})

describe('the body that routes.fetch is given', () => {
  const read = async (request: Request) => new Response(await request.text())

  it.each([
    ['text', 'hello'],
    ['a stream', chunked('he', 'llo')],
  ])('is read by the handler: %s', async (_what, body) => {
    const response = await ask(mountOne(read), '/', { method: 'POST', body })
    expect(await response.text()).toBe('hello')
  })

  it.each([
    ['declared', { body: 'hello', headers: { 'content-length': '5' } }],
    ['streamed', { body: chunked('he', 'llo') }],
  ])(
    'row 110: over its limit, %s, rejects with 413 whatever the handler made of it',
    async (_, init) => {
      const swallow = async (request: Request) =>
        new Response(await request.text().catch(() => 'caught'))
      const routes = mountOne(swallow, { bodyLimit: 4 })
      await expect(ask(routes, '/', { method: 'POST', ...init })).rejects.toMatchObject({
        code: 'RH_BODY_LIMIT',
        status: 413,
      })
    },
  )

  it('1.3: limits are set by pattern', async () => {
    const files = { 'big/route.ts': { POST: read }, 'small/route.ts': { POST: read } }
    const routes = mount(files, { bodyLimit: { '/big': false, '*': 4 } })
    const init = { method: 'POST', body: 'hello' }
    expect(await (await ask(routes, '/big', init)).text()).toBe('hello')
    await expect(ask(routes, '/small', init)).rejects.toMatchObject({ code: 'RH_BODY_LIMIT' })
  })

  it('SIG-2: the signal of the request reaches the handler', async () => {
    const controller = new AbortController()
    const seen = new Promise(resolve => {
      const routes = mountOne(async (request: Request) => {
        request.signal.addEventListener('abort', () => resolve(request.signal.reason))
        controller.abort('left')
        return new Response('x')
      })
      void ask(routes, '/', { signal: controller.signal })
    })
    expect(await seen).toBe('left')
  })
})
