/** `runtime = 'edge'`: the handler runs in this process, by the same rules, and is never cached. */
import { readFileSync } from 'node:fs'
import { cookies, headers } from '../../src/next/headers'
import { redirect } from '../../src/next/navigation'
import { after } from '../../src/next/server'
import { ask, mountOne } from './mount'

const edge = (GET: unknown, more: object = {}) => ({ GET, runtime: 'edge', ...more })

it('has the request scope, and what Node.js has', async () => {
  const work: string[] = []
  const GET = async () => {
    after(() => void work.push('after'))
    const jar = await cookies()
    jar.set('seen', 'yes')
    return Response.json([
      jar.get('a')?.value,
      (await headers()).get('x-sent'),
      readFileSync(__filename).length > 0,
    ])
  }
  const routes = mountOne(edge(GET))
  const response = await ask(routes, '/', { headers: { cookie: 'a=1', 'x-sent': 'sent' } })
  expect(await response.json()).toEqual(['1', 'sent', true])
  expect(response.headers.get('set-cookie')).toBe('seen=yes; Path=/')
  await routes.close()
  expect(work).toEqual(['after'])
})

it('redirects as any other', async () => {
  const routes = mountOne(edge(() => redirect('/elsewhere')))
  const { status, headers } = await ask(routes, '/')
  expect([status, headers.get('location')]).toEqual([307, '/elsewhere'])
})

it.each([{ revalidate: 60 }, { dynamic: 'force-static' }, { dynamic: 'error' }])(
  'runs for every request, whatever is said of caching: %j',
  async config => {
    let runs = 0
    const GET = () => new Response(String(++runs))
    const routes = mountOne(edge(GET, config), { cache: { dev: true } })
    const [first, second] = [await ask(routes, '/'), await ask(routes, '/')]
    expect([await first.text(), await second.text()]).toEqual(['1', '2'])
    expect(second.headers.get('x-nextjs-cache')).toBeNull()
  },
)

it('accepts preferredRegion, as a text or a list', async () => {
  for (const preferredRegion of ['auto', ['fra1', 'iad1']]) {
    const routes = mountOne(edge(() => new Response('here'), { preferredRegion }))
    expect(await (await ask(routes, '/')).text()).toBe('here')
  }
})

it('refuses generateStaticParams beside it, in the words of Next.js', async () => {
  const generateStaticParams = () => []
  const routes = mountOne(edge(() => new Response(), { generateStaticParams }))
  await expect(ask(routes, '/')).rejects.toMatchObject({
    code: 'RH_INVALID_EXPORT',
    message: expect.stringContaining(
      "cannot use both `export const runtime = 'edge'` and export `generateStaticParams`",
    ),
  })
})
