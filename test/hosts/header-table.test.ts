/** The option `headers`, the table of a next.config's `headers()` (next-semantics 2.15), every host. */
import { behave } from './fixtures/proxied/behaviour'
import { step } from './host/layer'
import { loose } from './host/loose'
import { type Check, type NotApplicable, noNext, rule } from './table'
import './trap'

const { NextResponse } = loose('route-handlers/next/server')

const manifest = {
  'users/[id]/route.ts': {
    GET: () => {
      const headers = { 'x-who': 'handler', vary: 'accept', 'set-cookie': 'handler=1' }
      return new Response('user', { headers })
    },
  },
}

const table = (sentence: string, check: Check, except: NotApplicable = {}): void =>
  rule('HEADERS', sentence, check, except)

const field = (key: string, value: string) => ({ key, value })

/** The recipe for CORS of the guide. */
const CORS = [
  {
    source: '/api/:path*',
    headers: [
      field('Access-Control-Allow-Credentials', 'true'),
      field('Access-Control-Allow-Origin', '*'),
      field('Access-Control-Allow-Methods', 'GET,DELETE,PATCH,POST,PUT'),
    ],
  },
]

table('the CORS recipe of the guide reaches answers, preflights and refusals', async start => {
  const files = { 'api/a/route.ts': manifest['users/[id]/route.ts'], ...manifest }
  const app = await start({ manifest: files, options: { headers: CORS } })
  for (const [method, status] of [
    ['GET', 200],
    ['OPTIONS', 204],
    ['POST', 405],
  ] as const) {
    const answer = await app.send({ method, path: '/api/a' })
    expect([answer.status, answer.one('access-control-allow-origin')]).toEqual([status, '*'])
  }
  expect((await app.get('/users/7')).one('access-control-allow-origin')).toBeUndefined()
})

table('its fields beat those of the handler, cookies and Vary are joined', async start => {
  const headers = [
    {
      source: '/users/:id',
      headers: [
        field('X-Who', 'first'),
        field('Vary', 'Origin'),
        field('Set-Cookie', 'a=1'),
        field('Set-Cookie', 'b=2'),
      ],
    },
    { source: '/:path*', headers: [field('x-who', 'config')] },
  ]
  const app = await start({ manifest, options: { headers } })
  const answer = await app.get('/users/7')
  expect(answer.one('x-who')).toBe('config')
  expect(answer.one('vary')).toBe('Origin, accept')
  expect(answer.all('set-cookie')).toEqual(['a=1', 'b=2', 'handler=1'])
})

table('values name what the path and the request have brought', async start => {
  const headers = [
    {
      source: '/users/:id',
      has: [{ type: 'header' as const, key: 'x-team', value: '(?<team>[a-z]+)' }],
      missing: [{ type: 'cookie' as const, key: 'quiet' }],
      headers: [field('x-:id', 'user :id of :team')],
    },
  ]
  const app = await start({ manifest, options: { headers } })
  expect((await app.get('/users/7', { 'x-team': 'red' })).one('x-7')).toBe('user 7 of red')
  expect((await app.get('/users/7')).one('x-7')).toBeUndefined()
  const quiet = await app.get('/users/7', { 'x-team': 'red', cookie: 'quiet=1' })
  expect(quiet.one('x-7')).toBeUndefined()
})

table(
  'a path without a route takes them to the host, which has the last word',
  async start => {
    const look = step((_req, res) => {
      res.setHeader('x-b', 'legacy')
      res.end('legacy')
    })
    const headers = [{ source: '/:path*', headers: [field('x-a', 'table'), field('x-b', 'table')] }]
    const app = await start({ manifest, options: { headers }, behind: [look] })
    const answer = await app.get('/legacy')
    expect([answer.text, answer.one('x-a'), answer.one('x-b')]).toEqual([
      'legacy',
      'table',
      'legacy',
    ])
  },
  noNext,
)

table('paths outside of the mount are not touched', async start => {
  const headers = [
    { source: '/users/:id', headers: [field('x-a', '1')] },
    { source: '/api/users/:id', basePath: false as const, headers: [field('x-b', '1')] },
  ]
  const app = await start({ manifest, options: { headers }, path: '/api' })
  const answer = await app.get('/api/users/7')
  expect([answer.one('x-a'), answer.one('x-b')]).toEqual(['1', '1'])
  expect((await app.get('/users/7')).one('x-a')).toBeUndefined()
})

table('a proxy beats it, also with an answer of its own', async start => {
  const headers = [{ source: '/:path*', headers: [field('x-who', 'table'), field('x-a', '1')] }]
  const app = await start({ dir: 'proxied/app', options: { headers } })
  behave(() => NextResponse.next({ headers: { 'x-who': 'proxy' } }))
  const answer = await app.get('/users/7')
  expect([answer.one('x-who'), answer.one('x-a')]).toEqual(['proxy', '1'])
  behave(() => new Response('early', { headers: { 'x-who': 'early' } }))
  const early = await app.get('/users/7')
  expect([early.text, early.one('x-who'), early.one('x-a')]).toEqual(['early', 'early', '1'])
})

table('fetch() of a mount sets them too', async start => {
  const app = await start({ manifest, options: { headers: CORS } })
  const missing = await app.mount.fetch(new Request('http://h/api/none'))
  expect([missing.status, missing.headers.get('access-control-allow-origin')]).toEqual([404, '*'])
})
