/** Bodies through `routes.fetch`: streamed answers, and what a request carries. */
import { ask, chunked, mount, mountOne } from './mount'

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
