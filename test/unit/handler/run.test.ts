/** One handler from its call to its answer, with and without a request scope. */
import { pass } from '../../../src/handler/pass'
import {
  type Answer,
  answerTo,
  answerToThrown,
  type Invocation,
  settle,
  start,
} from '../../../src/handler/run'
import { after as afterwards } from '../../../src/next/after'
import { cookies } from '../../../src/next/headers'
import { notFound, redirect } from '../../../src/next/navigation'
import { revalidateTag } from '../../../src/next/revalidate'
import { currentScope, type ScopeInit } from '../../../src/next/scope'
import { state } from '../../../src/state'
import { cachingOf, gate } from '../next/caching-of'
import { calledWith, FILE } from './called'

interface Run {
  readonly invocation: Invocation
  readonly work: Promise<unknown>[]
  readonly afterErrors: unknown[]
  end(): void
}

function invoke(
  handler: Invocation['handler'],
  changes: Partial<Invocation> = {},
  init: Partial<ScopeInit> = {},
): Run {
  const work: Promise<unknown>[] = []
  const afterErrors: unknown[] = []
  const callbacks: (() => void)[] = []
  const scope: ScopeInit = {
    route: '/p',
    compat: 16,
    parity: 'improved',
    request: { headers: new Headers({ cookie: 'seen=1' }) },
    draftModeId: 'id',
    dev: false,
    onAfterError: error => void afterErrors.push(error),
    host: undefined,
    ...init,
  }
  const invocation: Invocation = {
    ...calledWith(),
    handler,
    context: { params: Promise.resolve({ id: '7' }), user: 'u' },
    scope: undefined,
    scopeInit: () => scope,
    route: '/p',
    lifecycle: { abort: () => {}, onEnd: callback => void callbacks.push(callback) },
    maxDuration: undefined,
    onLate: () => {},
    waitUntil: promise => void work.push(promise),
    ...changes,
  }
  const end = (): void => {
    for (const callback of callbacks) callback()
  }
  return { invocation, work, afterErrors, end }
}

/** What a handler comes to, as whoever runs it reads it: behind its promise, if it gives one. */
async function run(invocation: Invocation): Promise<Answer | undefined> {
  let value: unknown
  try {
    value = await start(invocation)
  } catch (thrown) {
    await settle(invocation)
    return answerToThrown(invocation, thrown)
  }
  await settle(invocation)
  return answerTo(invocation, value)
}

const scopeWanted = state.scopeWanted
beforeEach(() => {
  state.scopeWanted = true
})
afterAll(() => {
  state.scopeWanted = scopeWanted
})

/** What ORMs and query builders return. */
function thenable(value: unknown): object {
  return Object.fromEntries([['then', (resolve: (value: unknown) => void) => resolve(value)]])
}

const ok = (): Response => new Response('ok')

describe('a handler’s run', () => {
  it('CTX-1: calls the handler with the request and the context, without this', async () => {
    const calls: unknown[][] = []
    const { invocation } = invoke(function (this: unknown, ...args: unknown[]) {
      calls.push([this, ...args])
      return ok()
    })
    await run(invocation)
    expect(calls).toEqual([[undefined, invocation.request, invocation.context]])
  })

  it.each([
    ['returns', ok],
    ['resolves', async () => ok()],
    ['gives a thenable', () => thenable(ok())],
  ])('2.2: a handler that %s is answered with what it gives', async (_how, handler) => {
    const answer = await run(invoke(handler).invocation)
    expect(await answer?.response.text()).toBe('ok')
  })

  it('FT-4: pass() declines, and the exchange goes on to the host', async () => {
    await expect(run(invoke(() => pass()).invocation)).resolves.toBeUndefined()
    await expect(run(invoke(async () => pass()).invocation)).resolves.toBeUndefined()
  })

  it.each([
    ['throws', () => fail('now')],
    ['rejects', async () => fail('later')],
  ])('ERR-1: what a handler %s reaches the host', async (_how, handler) => {
    await expect(run(invoke(handler).invocation)).rejects.toThrow(/now|later/)
  })

  it('ERR-2: a thrown value that is no Error is wrapped', async () => {
    const { invocation } = invoke(() => Promise.reject('router'))
    await expect(run(invocation)).rejects.toMatchObject({
      code: 'RH_NON_ERROR_THROWN',
      cause: 'router',
    })
  })

  it('FT-5: a forgotten return is RH_NO_RESPONSE, naming the file', async () => {
    await expect(run(invoke(() => undefined).invocation)).rejects.toMatchObject({
      code: 'RH_NO_RESPONSE',
      file: FILE,
    })
  })
})

const setCookie = async (): Promise<void> => void (await cookies()).set('a', '1')

describe('the request scope', () => {
  it.each([true, false])('decision 10: where something asks for it: %s', async wanted => {
    state.scopeWanted = wanted
    const seen: unknown[] = []
    const { invocation } = invoke(async () => {
      seen.push(currentScope()?.route)
      await null
      seen.push(currentScope()?.route)
      return ok()
    })
    const answer = await run(invocation)
    expect(seen).toEqual(wanted ? ['/p', '/p'] : [undefined, undefined])
    expect(answer).toEqual({ response: answer?.response, ...(wanted && { setCookie: [] }) })
    expect(currentScope()).toBeUndefined()
  })

  it('2.5: cookies set in the handler go out behind those of the response', async () => {
    const { invocation } = invoke(async () => {
      await setCookie()
      return new Response('x', { headers: { 'set-cookie': 'own=1; Max-Age=0' } })
    })
    const answer = await run(invocation)
    expect(answer?.setCookie).toEqual(['own=1; Max-Age=0', 'a=1; Path=/'])
  })

  it('2.2: cookies go out with a redirect', async () => {
    const { invocation } = invoke(async () => {
      await setCookie()
      redirect('/next')
    })
    await expect(run(invocation)).resolves.toMatchObject({ setCookie: ['a=1; Path=/'] })
  })

  it('2.2: cookies do not go out with notFound()', async () => {
    const { invocation } = invoke(async () => {
      await setCookie()
      notFound()
    })
    const answer = await run(invocation)
    expect(answer?.response.status).toBe(404)
    expect(answer).not.toHaveProperty('setCookie')
  })
})

describe('revalidateTag()', () => {
  /** A request with a cache, and what its tags are told of. */
  function watched(handler: Invocation['handler']) {
    const caching = cachingOf()
    const told = jest.spyOn(caching.cache, 'invalidate')
    const ran = invoke(handler, {}, { caching: () => caching })
    return { ...ran, told }
  }

  it.each<[string, () => Response]>([
    ['returned', ok],
    [
      'failed',
      () => {
        throw new Error('after the write')
      },
    ],
  ])('caching §12.1: takes effect when the handler has %s', async (_, end) => {
    const { invocation, told } = watched(async () => {
      revalidateTag('posts', 'max')
      revalidateTag('posts', 'max')
      revalidateTag('others', { expire: 0 })
      await Promise.resolve()
      expect(told).not.toHaveBeenCalled()
      return end()
    })
    await run(invocation).catch(() => {})
    expect(told.mock.calls).toEqual([
      [['posts'], 31_536_000],
      [['others'], undefined],
    ])
  })

  it('caching §12.1: inside after() it takes effect when that is done', async () => {
    const { invocation, work, end, told } = watched(() => {
      afterwards(() => revalidateTag('posts', 'max'))
      return ok()
    })
    await run(invocation)
    end()
    expect(told).not.toHaveBeenCalled()
    await Promise.all(work)
    expect(told).toHaveBeenCalledTimes(1)
  })

  it('caching §12.1: while the body streams it takes effect when that has ended', async () => {
    const { open: goOn, passed: answered } = gate()
    const { invocation, end, told } = watched(() => {
      const start = async (controller: ReadableStreamDefaultController): Promise<void> => {
        await answered
        revalidateTag('posts', 'max')
        controller.close()
      }
      return new Response(new ReadableStream({ start }))
    })
    const answer = await run(invocation)
    goOn()
    await answer?.response.text()
    expect(told).not.toHaveBeenCalled()
    end()
    expect(told).toHaveBeenCalledTimes(1)
  })

  it('a handler whose client has left is not done: its write may be still to come', async () => {
    const { open: goOn, passed: written } = gate()
    const { invocation, end, told } = watched(async () => {
      revalidateTag('posts', 'max')
      await written
      return ok()
    })
    const running = run(invocation)
    end()
    expect(told).not.toHaveBeenCalled()
    goOn()
    await running
    expect(told).toHaveBeenCalledTimes(1)
  })

  it('a handler that has invalidated nothing, or a cache in memory, is not waited for', async () => {
    const idle = watched(ok)
    start(idle.invocation)
    expect(settle(idle.invocation)).toBeUndefined()
    const { invocation, told } = watched(() => {
      revalidateTag('posts', 'max')
      return ok()
    })
    start(invocation)
    expect(settle(invocation)).toBeUndefined()
    expect(told).toHaveBeenCalledTimes(1)
  })

  it('work that nobody waits for takes effect at once', async () => {
    const { open: goOn, passed } = gate()
    const { invocation, end, told } = watched(() => {
      void passed.then(() => revalidateTag('posts', 'max'))
      return ok()
    })
    await run(invocation)
    end()
    goOn()
    await passed
    await Promise.resolve()
    expect(told).toHaveBeenCalledTimes(1)
  })
})

describe('after() and the end of the answer', () => {
  it('2.6: work starts when the answer has ended, and is given to waitUntil', async () => {
    const done = jest.fn()
    const { invocation, work, end } = invoke(() => {
      afterwards(done)
      return ok()
    })
    await run(invocation)
    expect(done).not.toHaveBeenCalled()
    end()
    await Promise.all(work)
    expect([work.length, done.mock.calls.length]).toEqual([1, 1])
  })

  it('2.6: work runs although the handler threw', async () => {
    const done = jest.fn()
    const { invocation, work, end } = invoke(() => {
      afterwards(done)
      throw new Error('x')
    })
    await expect(run(invocation)).rejects.toThrow('x')
    end()
    await Promise.all(work)
    expect(done).toHaveBeenCalledTimes(1)
  })

  it('ERR-9: work that fails is told of, and rejects nothing', async () => {
    const failure = new Error('x')
    const { invocation, work, afterErrors, end } = invoke(() => {
      afterwards(() => Promise.reject(failure))
      return ok()
    })
    await run(invocation)
    end()
    await expect(Promise.all(work)).resolves.toHaveLength(1)
    expect(afterErrors).toEqual([failure])
  })

  it('without after() there is nothing to wait for', async () => {
    const { invocation, work, end } = invoke(ok)
    await run(invocation)
    end()
    expect(work).toEqual([])
  })
})

describe('maxDuration', () => {
  it('D-q: rejects with RH_TIMEOUT and aborts the exchange', async () => {
    const abort = jest.fn()
    const { invocation } = invoke(() => new Promise(() => {}), {
      maxDuration: 0,
      lifecycle: { abort, onEnd: () => {} },
    })
    await expect(run(invocation)).rejects.toMatchObject({ code: 'RH_TIMEOUT', status: 504 })
    expect(abort).toHaveBeenCalledWith(expect.objectContaining({ name: 'TimeoutError' }))
  })
})

function fail(message: string): never {
  throw new Error(message)
}
