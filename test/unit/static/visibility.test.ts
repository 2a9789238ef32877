/** What a handler sees whose answer may be stored, and what becomes of it when it looks too far. */
import { host } from '../../../src/host'
import { after } from '../../../src/next/after'
import { connection } from '../../../src/next/connection'
import { cookies, draftMode, headers } from '../../../src/next/headers'
import { ask, mount, mountOne } from '../mount'

const cache = { dev: true, debug: true }

const state = (response: Response) => response.headers.get('x-nextjs-cache')
const status = (response: Response) => response.headers.get('cache-status')

/** Until a background run has come to its end. */
const soon = () => new Promise(resolve => setTimeout(resolve, 30))

const SEE_MORE =
  ' See more info here: https://nextjs.org/docs/app/building-your-application/rendering/static-and-dynamic#dynamic-rendering'

describe("a handler with dynamic = 'error'", () => {
  it.each<[string, string, (request: any) => unknown]>([
    ['request.headers', '', request => request.headers],
    ['request.url', '', request => request.url],
    ['request.text', '', request => request.text()],
    ['nextUrl.searchParams', '', request => request.nextUrl.searchParams],
    ['request.cookies', '', request => request.clone().cookies],
    ['headers()', SEE_MORE, () => headers()],
    ['cookies()', SEE_MORE, () => cookies()],
    ['connection()', SEE_MORE, () => connection()],
    ['host()', SEE_MORE, () => host()],
  ])('H2 is refused %s', async (expression, more, use) => {
    const GET = (request: any) => {
      use(request)
      return new Response('never')
    }
    const routes = mount({ 'a/[id]/route.ts': { dynamic: 'error', GET } }, { cache })
    await expect(ask(routes, '/a/1?b=2')).rejects.toThrow(
      `Route /a/1 with \`dynamic = "error"\` couldn't be rendered statically because it used \`${expression}\`.${more}`,
    )
  })

  it('H2 does not get away with catching the refusal', async () => {
    const GET = (request: any) => {
      try {
        return new Response(request.headers.get('x'))
      } catch {
        return new Response('caught')
      }
    }
    const routes = mountOne(
      { dynamic: 'error', revalidate: 5, GET, generateStaticParams: () => [] },
      { cache },
    )
    expect(status(await ask(routes, '/'))).toBe('route-handlers; fwd=bypass; detail=dynamic')
  })
})

describe('a force-static handler', () => {
  it('cannot change what is hidden from it', async () => {
    const words = 'Cookies can only be modified in a Server Action or Route Handler.'
    const GET = async (request: any) => {
      const store = await cookies()
      expect(() => store.set('a', '1')).toThrow(words)
      expect(() => request.cookies.set('a', '1')).toThrow(words)
      expect(() => request.headers.set('a', '1')).toThrow('Headers cannot be modified.')
      expect([request.geo, request.ip, request.nextUrl.url]).toEqual([
        undefined,
        undefined,
        undefined,
      ])
      expect(request.clone().headers.has('x-user')).toBe(false)
      expect(new Request(request).headers.has('x-user')).toBe(false)
      expect((await draftMode()).isEnabled).toBe(false)
      return new Response(request.url)
    }
    const routes = mount({ 'a/route.ts': { dynamic: 'force-static', GET } }, { cache })
    const response = await ask(routes, '/a?b=1', { headers: { 'x-user': 'ann', cookie: 'a=1' } })
    expect(await response.text()).toBe('http://localhost:3000/a')
    expect(state(response)).toBe('MISS')
  })

  it('has no members of the option context', async () => {
    const GET = (_request: any, context: any) => Response.json(Object.keys(context))
    const routes = mount({ 'a/route.ts': { dynamic: 'force-static', GET } }, { cache })
    expect(await (await ask(routes, '/a')).json()).toEqual(['params'])
  })
})

describe('a handler that looks at its request', () => {
  it('H2 is found out through copies made by the platform', async () => {
    const GET = (request: any) => new Response(new Request(request).headers.get('x-user'))
    const routes = mount({ 'a/route.ts': { revalidate: 5, GET } }, { cache })
    for (const user of ['ann', 'bob']) {
      const response = await ask(routes, '/a', { headers: { 'x-user': user } }).catch(
        () => undefined,
      )
      // Where a request keeps its state in private fields, no copy can be made of a watched one.
      if (response) expect([await response.text(), state(response)]).toEqual([user, null])
    }
  })

  it('keeps nobody waiting who comes after it has looked', async () => {
    const pauses: (() => void)[] = []
    const GET = async (request: any) => {
      const user = request.headers.get('x-user')
      await new Promise<void>(resolve => pauses.push(resolve))
      return new Response(user)
    }
    const routes = mount({ 'a/route.ts': { revalidate: 5, GET } }, { cache })
    const both = ['ann', 'bob'].map(user => ask(routes, '/a', { headers: { 'x-user': user } }))
    await soon()
    expect(pauses).toHaveLength(2)
    for (const resume of pauses) resume()
    const texts = await Promise.all(both.map(async response => (await response).text()))
    expect(texts).toEqual(['ann', 'bob'])
  })

  it('keeps its errors to itself', async () => {
    let calls = 0
    const GET = async (request: any) => {
      calls++
      const user = request.headers.get('x-user')
      await soon()
      if (user === 'ann') throw new Error('no ann')
      return new Response(user)
    }
    const routes = mount({ 'a/route.ts': { revalidate: 5, GET } }, { cache })
    const [ann, bob] = await Promise.allSettled([
      ask(routes, '/a', { headers: { 'x-user': 'ann' } }),
      ask(routes, '/a', { headers: { 'x-user': 'bob' } }),
    ])
    expect(ann).toMatchObject({ status: 'rejected', reason: new Error('no ann') })
    expect(await (bob as any).value.text()).toBe('bob')
    expect(calls).toBe(2)
  })

  it.each([
    ['throws', (error: unknown) => Promise.reject(error)],
    ['catches what that leads to', () => new Response('caught')],
  ])('in the background only, and %s, takes the old answer with it', async (_, answer) => {
    let calls = 0
    const GET = (request: any) => {
      if (++calls === 1) return new Response('first')
      try {
        return new Response(`user ${request.headers.get('x-user')}`)
      } catch (error) {
        return answer(error)
      }
    }
    const routes = mount({ 'a/route.ts': { revalidate: 1, GET } }, { cache })
    const get = async () => {
      const response = await ask(routes, '/a', { headers: { 'x-user': 'ann' } })
      return [await response.text(), state(response)]
    }
    expect(await get()).toEqual(['first', 'MISS'])
    await new Promise(resolve => setTimeout(resolve, 1050))
    expect(await get()).toEqual(['first', 'STALE'])
    await soon()
    expect(await get()).toEqual(['user ann', null])
  })

  it('while its body streams is not stored either', async () => {
    const GET = (request: any) =>
      new Response(
        new ReadableStream({
          async pull(controller) {
            await soon()
            controller.enqueue(request.headers.get('x-user'))
            controller.close()
          },
        }),
      )
    const routes = mount({ 'a/route.ts': { revalidate: 5, GET } }, { cache })
    for (const user of ['ann', 'bob']) {
      const response = await ask(routes, '/a', { headers: { 'x-user': user } })
      expect([await response.text(), state(response)]).toEqual([user, null])
    }
  })

  it('finds the path in its key as URLs spell it', async () => {
    const GET = (request: any) => new Response(request.url)
    const routes = mount({ '한글/route.ts': { dynamic: 'force-static', GET } }, { cache })
    const response = await ask(routes, '/%ed%95%9c%ea%b8%80')
    expect(await response.text()).toBe('http://localhost:3000/%ED%95%9C%EA%B8%80')
  })

  it('may read what the key says', async () => {
    const GET = async (request: any, { params }: any) =>
      Response.json([request.method, request.nextUrl.pathname, (await params).id])
    const file = { revalidate: 5, generateStaticParams: () => [], GET }
    const routes = mount({ 'a/[id]/route.ts': file }, { cache })
    const response = await ask(routes, '/a/b%20c?d')
    expect(await response.json()).toEqual(['GET', '/a/b%20c', 'b c'])
    expect(state(response)).toBe('MISS')
  })
})

describe('work after an answer', () => {
  it('is done once for a stored answer, when it is made', async () => {
    const done: string[] = []
    const GET = () => {
      after(() => void done.push('after'))
      done.push('handler')
      return new Response('all')
    }
    const routes = mount({ 'a/route.ts': { dynamic: 'force-static', GET } }, { cache })
    await ask(routes, '/a')
    await soon()
    await ask(routes, '/a')
    await soon()
    expect(done).toEqual(['handler', 'after'])
  })
})
