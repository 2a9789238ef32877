/** `routes.fetch`: a mounted directory without a host and without a port. */
import { ask, mount, mountOne, ORIGIN } from './mount'

const echo = async (request: Request, { params }: { params: Promise<unknown> }) =>
  Response.json({ method: request.method, url: request.url, params: await params })

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
