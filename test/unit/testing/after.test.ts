/** `after()` in tests: done when the answer is given, and its failures are the test's. */
import { setTimeout as sleep } from 'node:timers/promises'
// Under another name: linters take `after` for a hook of the test.
import { after as later } from '../../../src/next/server'
import { callRoute, testRoutes } from '../../../src/testing'

const serve = (GET: () => unknown, options = {}) => testRoutes({ 'route.ts': { GET } }, options)

const streamOf = (...chunks: string[]) =>
  new ReadableStream({
    async pull(controller) {
      await sleep(1)
      const chunk = chunks.shift()
      if (chunk === undefined) controller.close()
      else controller.enqueue(Buffer.from(chunk))
    },
  })

describe('after()', () => {
  it('is done when fetch() resolves, work that it starts itself included', async () => {
    const log: string[] = []
    const routes = serve(() => {
      later(async () => {
        await sleep(5)
        log.push('outer')
        later(() => log.push('inner'))
      })
      return new Response('done')
    })
    expect(await (await routes.fetch('/')).text()).toBe('done')
    expect(log).toEqual(['outer', 'inner'])
  })

  it('starts after the handler has returned', async () => {
    const log: string[] = []
    await callRoute(
      {
        GET: async () => {
          later(() => log.push('after'))
          await sleep(1)
          log.push('handler')
          return new Response()
        },
      },
      '/',
    )
    expect(log).toEqual(['handler', 'after'])
  })

  it('is awaited under a fake clock too', async () => {
    jest.useFakeTimers()
    const log: string[] = []
    const routes = serve(() => {
      later(() => log.push('after'))
      return new Response()
    })
    await routes.fetch('/')
    jest.useRealTimers()
    expect(log).toEqual(['after'])
  })

  it('is done when a stream has been read to its end', async () => {
    const log: string[] = []
    const routes = serve(() => {
      later(async () => {
        await sleep(5)
        log.push('after')
      })
      return new Response(streamOf('a', 'b'), { status: 201, headers: { 'x-a': '1' } })
    })
    const response = await routes.fetch('/')
    expect([response.status, response.headers.get('x-a'), log]).toEqual([201, '1', []])
    expect(await response.text()).toBe('ab')
    expect(log).toEqual(['after'])
  })

  it('is done when a stream has been cancelled', async () => {
    const log: string[] = []
    const routes = serve(() => {
      later(() => log.push('after'))
      return new Response(new ReadableStream({ pull: () => new Promise(() => {}) }))
    })
    const response = await routes.fetch('/')
    await response.body!.cancel()
    expect(log).toEqual(['after'])
  })
})

describe('a failure of after()', () => {
  const error = new Error('mail is down')
  const failing = () => {
    later(() => Promise.reject(error))
    return new Response()
  }

  it('rejects fetch() with the very error', async () => {
    await expect(serve(failing).fetch('/')).rejects.toBe(error)
  })

  it('is one of a promise that was handed over, too', async () => {
    const GET = async () => {
      later(Promise.reject(error))
      await sleep(1)
      return new Response()
    }
    await expect(serve(GET).fetch('/')).rejects.toBe(error)
  })

  it('is an AggregateError where several failed', async () => {
    const other = new Error('disk is full')
    const GET = () => {
      later(() => Promise.reject(other))
      return failing()
    }
    await expect(serve(GET).fetch('/')).rejects.toMatchObject({ errors: [other, error] })
  })

  it('fails the end of a stream', async () => {
    const GET = () => {
      failing()
      return new Response(streamOf('a'))
    }
    const response = await serve(GET).fetch('/')
    await expect(response.text()).rejects.toBe(error)
  })

  it('is printed where the handler failed before', async () => {
    const print = jest.spyOn(console, 'error').mockImplementation()
    const first = new Error('first')
    const GET = () => {
      failing()
      throw first
    }
    await expect(serve(GET).fetch('/')).rejects.toBe(first)
    expect(print.mock.calls).toEqual([[expect.stringContaining('after()'), error]])
    print.mockRestore()
  })

  it('goes to an `onError` of the test instead, as on a host', async () => {
    const onError = jest.fn()
    const response = await serve(failing, { onError }).fetch('/')
    expect(response.status).toBe(200)
    expect(onError.mock.calls).toEqual([[error, expect.any(Request)]])
  })

  it('of one request does not fail another', async () => {
    const GET = (request: Request) => (request.url.endsWith('bad') ? failing() : new Response())
    const routes = testRoutes({ '[x]/route.ts': { GET } })
    const both = await Promise.allSettled([routes.fetch('/bad'), routes.fetch('/good')])
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
  })
})
