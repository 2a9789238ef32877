/** `generateStaticParams()`, `dynamicParams` and `warm()` (CACHE 16), under every host. */
import { hazard } from './hazard'
import './trap'

const NO_STORE = 'private, no-cache, no-store, max-age=0, must-revalidate'

const GET = async (_: Request, { params }: any) => Response.json((await params) ?? null)

const closed = (generateStaticParams: () => unknown) => ({
  'p/[id]/route.ts': { GET, dynamicParams: false, generateStaticParams },
})

hazard('CACHE-16', 'paths that are not listed are 404, and nobody keeps that', async start => {
  const app = await start(closed(() => [{ id: 'b c' }, { id: 'ü' }]))
  const ask = async (path: string) => {
    const { status, text } = await app.get(path)
    return status === 200 ? JSON.parse(text).id : [status, text]
  }
  expect(await ask('/p/b%20c')).toBe('b c')
  expect(await ask('/p/%C3%BC')).toBe('ü')
  expect(await ask('/p/b+c')).toEqual([404, ''])
  expect((await app.get('/p/other')).one('cache-control')).toBe(NO_STORE)
  expect(app.seen.legacy).toEqual([])
})

hazard('CACHE-16', 'a function that throws is an error of the host, and no 404', async start => {
  const app = await start(
    closed(async () => {
      throw new Error('no database')
    }),
  )
  const answer = await app.get('/p/a')
  expect(answer.status).toBe(500)
  expect(app.seen.errors).toEqual([expect.objectContaining({ message: 'no database' })])
})

hazard('CACHE-16', 'further routes are tried below a mount path too', async start => {
  const files = { ...closed(() => []), '[...rest]/route.ts': { GET } }
  const app = await start(files, { path: '/api' })
  expect((await app.get('/api/p/a')).json()).toEqual({ rest: ['p', 'a'] })
})

hazard('CACHE-17.2', 'what warm() has made is what the first request gets', async start => {
  const files = {
    'a/route.ts': { GET, dynamic: 'force-static' },
    'p/[id]/route.ts': { GET, generateStaticParams: () => [{ id: 'x' }] },
  }
  // Where the host mounts is known from requests, of which there was none.
  const app = await start(files, { path: '/api', options: { basePath: '/api' } })
  const report = await app.mount.cache.warm()
  expect(report.map(({ state }: { state: string }) => state)).toEqual(['stored', 'stored'])
  const answers = [await app.get('/api/a'), await app.get('/api/p/x')]
  expect(answers.map(answer => answer.one('x-nextjs-cache'))).toEqual(['HIT', 'HIT'])
})
