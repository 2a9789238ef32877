/** `testRoutes()`: a mount that is asked by URL, as its documentation says. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cookies, draftMode, headers } from '../../../src/next/headers'
import { notFound, redirect } from '../../../src/next/navigation'
import { after, type NextRequest } from '../../../src/next/server'
import { type TestOptions, testRoutes } from '../../../src/testing'

type Handler = (request: NextRequest, context: any) => unknown

const serve = (GET: Handler, options?: TestOptions) =>
  testRoutes({ 'route.ts': { GET, POST: GET } }, options)

describe('testRoutes(from)', () => {
  it('serves a directory on disk', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'rh-testing-'))
    writeFileSync(join(dir, 'route.js'), 'exports.GET = () => new Response("from disk")')
    const routes = testRoutes(dir)
    await routes.ready()
    expect(await (await routes.fetch('/')).text()).toBe('from disk')
    expect(routes.routes().map(({ pattern }) => pattern)).toEqual(['/'])
    rmSync(dir, { recursive: true })
  })

  it('serves a manifest, with params from the URL', async () => {
    const GET: Handler = async (_, { params }) => Response.json(await params)
    const routes = testRoutes({ 'users/[id]/route.ts': async () => ({ GET }) })
    expect(await (await routes.fetch('/users/a%20b')).json()).toEqual({ id: 'a b' })
    expect((await routes.fetch('/users')).status).toBe(404)
  })

  it('gives a handler what `context` gives for the request', async () => {
    const context = (request: Request) => ({ user: request.headers.get('x-user') })
    const routes = serve((_, { user }) => new Response(user), { context })
    const response = await routes.fetch('/', { headers: { 'x-user': 'ada' } })
    expect(await response.text()).toBe('ada')
  })

  it('answers 503 after close()', async () => {
    const routes = serve(() => new Response())
    await routes.close()
    await expect(routes.fetch('/')).rejects.toMatchObject({ code: 'RH_CLOSING' })
  })
})

describe('fetch(input)', () => {
  const url = serve(request => new Response(request.url))

  it.each([
    ['/a?b=1', 'http://localhost/a?b=1'],
    ['a', 'http://localhost/a'],
    [new URL('https://example.com/x'), 'https://example.com/x'],
    [new Request('https://example.com/x'), 'https://example.com/x'],
  ])('takes %p for %s', async (input, expected) => {
    const routes = testRoutes({
      '[[...path]]/route.ts': { GET: (r: Request) => new Response(r.url) },
    })
    expect(await (await routes.fetch(input)).text()).toBe(expected)
  })

  it('takes a path below the option `origin`', async () => {
    const routes = serve(request => new Response(request.url), { origin: 'https://example.com' })
    expect(await (await routes.fetch('/')).text()).toBe('https://example.com/')
  })

  it('sends `json` with its type', async () => {
    const routes = serve(async request =>
      Response.json([request.headers.get('content-type'), await request.json()]),
    )
    const response = await routes.fetch('/', { method: 'POST', json: { a: null } })
    expect(await response.json()).toEqual(['application/json', { a: null }])
    const headers = { 'content-type': 'application/problem+json' }
    const other = await routes.fetch('/', { method: 'POST', headers, json: 1 })
    expect(await other.json()).toEqual(['application/problem+json', 1])
  })

  it('refuses `json` beside a body', async () => {
    const both = url.fetch('/', { method: 'POST', json: {}, body: '{}' })
    await expect(both).rejects.toMatchObject({ code: 'RH_INVALID_ARGUMENT' })
  })

  it('sends a stream', async () => {
    const routes = serve(async request => new Response(await request.text()))
    const body = new Blob(['streamed']).stream()
    expect(await (await routes.fetch('/', { method: 'POST', body })).text()).toBe('streamed')
  })
})

describe('the request scope', () => {
  it('has cookies() and headers(), and what was set is on the answer', async () => {
    const routes = serve(async () => {
      const store = await cookies()
      store.set('seen', String(store.get('a')?.value))
      return new Response((await headers()).get('x-a'))
    })
    const response = await routes.fetch('/', { headers: { cookie: 'a=1', 'x-a': '2' } })
    expect(await response.text()).toBe('2')
    expect(response.headers.getSetCookie()).toEqual(['seen=1; Path=/'])
  })

  it('knows draft mode from one request to the next', async () => {
    const routes = serve(async request => {
      const draft = await draftMode()
      if (request.method === 'POST') draft.enable()
      return Response.json(draft.isEnabled)
    })
    const enabled = await routes.fetch('/', { method: 'POST' })
    const cookie = enabled.headers.getSetCookie()[0]!.split(';')[0]!
    expect(await (await routes.fetch('/', { headers: { cookie } })).json()).toBe(true)
    expect(await (await routes.fetch('/')).json()).toBe(false)
  })

  it('answers redirect() and notFound()', async () => {
    const moved = await serve(() => redirect('/b')).fetch('/')
    expect([moved.status, moved.headers.get('location')]).toEqual([307, '/b'])
    expect((await serve(() => notFound()).fetch('/')).status).toBe(404)
  })
})

describe('what a handler throws', () => {
  it('rejects with the very error, once its after() work is done', async () => {
    const log: string[] = []
    const error = new Error('no')
    const routes = serve(() => {
      after(() => log.push('after'))
      throw error
    })
    await expect(routes.fetch('/')).rejects.toBe(error)
    expect(log).toEqual(['after'])
  })

  it('goes to an `onError` of the test, which may answer it', async () => {
    const onError = () => new Response(null, { status: 418 })
    const routes = serve(() => Promise.reject(new Error('no')), { onError })
    expect((await routes.fetch('/')).status).toBe(418)
  })
})
