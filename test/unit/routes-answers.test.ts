/** What a handler gives, as `routes.fetch` answers it. */
import { after as afterwards } from '../../src/next/after'
import { cookies } from '../../src/next/headers'
import { redirect } from '../../src/next/navigation'
import { ask, chunked, mountOne, ORIGIN } from './mount'

const later = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

/** Reads an answer and lets what follows its end begin. */
async function finish(response: Response): Promise<string> {
  const text = await response.text()
  await later()
  await later()
  return text
}

describe('what routes.fetch gives a handler', () => {
  it('tells it in X-Forwarded headers what request.url says', async () => {
    const routes = mountOne((request: Request) => Response.json([...request.headers]))
    const told = [
      ['x-forwarded-host', 'host.example'],
      ['x-forwarded-port', '80'],
      ['x-forwarded-proto', 'http'],
    ]
    expect(await (await ask(routes, '/')).json()).toEqual(told)
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

  it('ERR-1: an onError that fails is logged, and the host gets the error it was shown', async () => {
    const onError = () => {
      throw new Error('second')
    }
    const logged = jest.spyOn(console, 'error').mockImplementation(() => {})
    const routes = mountOne(() => Promise.reject(new Error('first')), { onError })
    await expect(ask(routes, '/')).rejects.toThrow('first')
    expect(logged.mock.calls).toEqual([
      ['The option onError failed:', expect.objectContaining({ message: 'second' })],
    ])
    logged.mockRestore()
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
