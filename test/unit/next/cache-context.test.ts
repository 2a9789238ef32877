/** `cacheContext()` (caching §5). */
import { createRoutes } from '../../../src/create-routes'
import { unstable_cache } from '../../../src/next/cache'
import { cacheContext } from '../../../src/next/cache-context'
import { runInScope } from '../../../src/next/scope'
import { scopeOf } from './scope-of'

/** What a handler sees when a client asks. */
async function seen(config: object, tenant?: (request: unknown) => string) {
  const run = jest.fn(() => Response.json(cacheContext()))
  const cache = tenant ? { tenant, dev: true } : {}
  const routes = createRoutes({ 'shop/route.ts': { GET: run, ...config } }, { cache })
  const ask = async (host: string) => {
    const request = new Request('http://local/shop', { headers: { 'x-shop': host } })
    return (await routes.fetch(request)).json()
  }
  const answers = [await ask('a'), await ask('b'), await ask('a')]
  await routes.close()
  return { answers, runs: run.mock.calls.length }
}

const byHeader = (request: unknown) => (request as Request).headers.get('x-shop') ?? ''
const tenants = (...names: string[]) => names.map(tenant => ({ tenant }))

describe('cacheContext()', () => {
  it('§5: tells the tenant, of whom each has answers of his own', async () => {
    const config = { dynamic: 'force-static' }
    const { answers, runs } = await seen(config, byHeader)
    expect([answers, runs]).toEqual([tenants('a', 'b', 'a'), 2])
  })

  it('§5: tells it where nothing is stored, too', async () => {
    expect((await seen({}, byHeader)).answers).toEqual(tenants('a', 'b', 'a'))
    expect((await seen({})).answers).toEqual(tenants('', '', ''))
  })

  it('§5: is refused in cached functions, as cookies() is', async () => {
    const load = unstable_cache(async () => cacheContext(), ['tenant'])
    await expect(runInScope(scopeOf(), load)).rejects.toMatchObject({
      code: 'RH_NOT_SUPPORTED',
      message: expect.stringContaining('pass what you need as an argument'),
    })
  })

  it('is refused outside of requests', () => {
    expect(cacheContext).toThrow('`cacheContext` was called outside a request scope')
  })
})
