/** `routes.cache.warm()`, on routes that are cached (CACHE 16, 17.2). */
import { ask, mount } from '../mount'

const cache = { dev: true }

describe('routes.cache.warm()', () => {
  it('makes what requests then get from the cache', async () => {
    const made: string[] = []
    const GET = async (_: Request, { params }: any) => {
      const { id = '' } = (await params) ?? {}
      made.push(id)
      return new Response(`made ${id}`)
    }
    const routes = mount(
      {
        'a/route.ts': { GET, dynamic: 'force-static' },
        'dynamic/route.ts': { GET },
        'p/[id]/route.ts': { GET, generateStaticParams: () => [{ id: 'x' }, { id: 'y z' }] },
        'on-demand/[id]/route.ts': { GET, dynamic: 'force-static' },
      },
      { cache },
    )
    expect(await routes.cache.warm()).toEqual([
      { route: '/a', path: '/a', state: 'stored' },
      { route: '/p/[id]', path: '/p/x', state: 'stored' },
      { route: '/p/[id]', path: '/p/y%20z', state: 'stored' },
    ])
    expect(made).toEqual(['', 'x', 'y z'])
    const states = ['/a', '/p/x', '/p/y%20z', '/p/new'].map(async path => {
      return (await ask(routes, path)).headers.get('x-nextjs-cache')
    })
    expect(await Promise.all(states)).toEqual(['HIT', 'HIT', 'HIT', 'MISS'])
    await routes.cache.warm()
    expect(made).toEqual(['', 'x', 'y z', 'new'])
  })

  it('reports what is not stored, and why', async () => {
    const dynamic = 'force-static'
    const cookie = { 'set-cookie': 'a=b' }
    const routes = mount(
      {
        'cookie/route.ts': { dynamic, GET: () => new Response('', { headers: cookie }) },
        'down/route.ts': { dynamic, GET: () => new Response('', { status: 503 }) },
        'looks/route.ts': { revalidate: 9, GET: (request: Request) => new Response(request.url) },
        'throws/route.ts': {
          dynamic,
          GET: () => {
            throw new Error('no database')
          },
        },
      },
      { cache },
    )
    expect(await routes.cache.warm()).toEqual([
      { route: '/cookie', path: '/cookie', state: 'bypass', reason: 'set-cookie' },
      { route: '/down', path: '/down', state: 'fail', reason: 'status 503' },
      { route: '/looks', path: '/looks', state: 'bypass', reason: 'dynamic' },
      { route: '/throws', path: '/throws', state: 'fail', reason: 'no database' },
    ])
  })

  it.each([{ cache: false as const }, {}])('finds nothing to do with %j', async options => {
    const GET = () => new Response('')
    const routes = mount({ 'a/route.ts': { GET, dynamic: 'force-static' } }, options)
    expect(await routes.cache.warm()).toEqual([])
  })
})
