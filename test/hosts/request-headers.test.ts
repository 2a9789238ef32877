/** Headers of requests with odd names, and those that middleware changed: `req.headers` decides. */
import { step } from './host/layer'
import { loose } from './host/loose'
import { rule, syntaxOfHttp1 } from './table'
import './trap'

const { host } = loose('route-handlers')

const ODD = [
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'isPrototypeOf',
  'toString',
  'valueOf',
  'X-UPPER',
  '0',
  "!#$%&'*+-.^_`|~",
]

/** Names in lower case: those of HTTP/2, and of `req.headers`. */
const lower = ODD.map(name => name.toLowerCase())

/** What the message says, asked after the request was: reading `req.headers` makes it. */
function both(request: Request): unknown[] {
  const seen = lower.map(name => request.headers.get(name))
  const listed = [...request.headers].filter(([name]) => lower.includes(name)).sort()
  const { headers } = host().req ?? host().ctx.req
  const own = lower.map(name => (Object.hasOwn(headers, name) ? headers[name] : null))
  return [seen, listed, own]
}

rule('REQ-5', 'headers with odd names are those of the message', async start => {
  const app = await start({ handler: request => Response.json(both(request)) })
  const headers = Object.fromEntries(lower.map((name, at) => [name, `v${at}`]))
  const [seen, listed, own] = (await app.get(app.inline, headers)).json()
  expect(seen).toEqual(own)
  expect(seen.slice(1)).toEqual(lower.slice(1).map((_, at) => `v${at + 1}`))
  expect(new Map(listed)).toEqual(
    new Map(lower.flatMap((name, at) => (own[at] === null ? [] : [[name, own[at]]]))),
  )
})

rule(
  'REQ-5',
  'names in any case, repeated lines and empty values are folded as Node folds them',
  async start => {
    const app = await start({
      handler: request => {
        const names = ['x-a', 'x-empty', 'cookie', 'user-agent', 'x-upper']
        const seen = names.map(name => request.headers.get(name))
        const { headers } = host().req ?? host().ctx.req
        return Response.json([seen, names.map(name => headers[name])])
      },
    })
    const wire = await app.wire()
    const lines = ['X-a: 1', 'x-A:  2 ', 'X-Empty:', 'Cookie: a=1', 'cookie: b=2', 'X-UPPER: u']
    const agents = ['User-Agent: first', 'User-Agent: second']
    const head = [`GET ${app.inline} HTTP/1.1`, 'Host: a.test', ...lines, ...agents]
    const answer = await wire.raw(`${head.join('\r\n')}\r\n\r\n`, 'GET').answer()
    const [seen, own] = answer.json()
    expect(seen).toEqual(['1, 2', '', 'a=1; b=2', 'first', 'u'])
    expect(own).toEqual(seen)
  },
  syntaxOfHttp1,
)

rule('REQ-5', 'what middleware left in req.headers arrives as far as it is text', async start => {
  const change = step(req => {
    Object.assign(req.headers, {
      'x-number': 5,
      'x-list': ['a', 'b'],
      'x-null': null,
      'x-undefined': undefined,
      'x-object': {},
      'bad name': 'x',
      'x-bad-value': 'a\nb',
      'X-Upper': 'u',
    })
    delete req.headers['x-gone']
  })
  const names = ['number', 'list', 'null', 'undefined', 'object', 'bad-value', 'upper', 'gone']
  const app = await start({
    before: [change],
    handler: request => Response.json(names.map(name => request.headers.get(`x-${name}`))),
  })
  const answer = await app.get(app.inline, { 'x-gone': '1' })
  expect(answer.json()).toEqual(['5', 'a, b', null, null, null, null, 'u', null])
})

rule('REQ-5', 'an odd rawHeaders changes nothing that req.headers does not say', async start => {
  const push = step(req =>
    req.rawHeaders.push('X-Added', 'one', 'bad name', 'x', 'x-without-value'),
  )
  const app = await start({
    before: [push],
    handler: request => {
      const seen = request.headers.get('x-added')
      const { headers } = host().req ?? host().ctx.req
      return Response.json([seen, headers['x-added'] ?? null])
    },
  })
  const answer = await app.get(app.inline)
  expect(answer.status).toBe(200)
  const [seen, own] = answer.json()
  expect(seen).toBe(own)
})

rule('URL-3', 'handlers find in X-Forwarded headers what request.url says', async start => {
  const app = await start({
    handler: request => {
      const seen = [...request.headers].filter(([name]) => /^x-forwarded-(?!for)/.test(name))
      const { headers } = host().req ?? host().ctx.req
      const own = Object.keys(headers).filter(name => name.startsWith('x-forwarded-'))
      return Response.json([Object.fromEntries(seen), own])
    },
  })
  const told = { 'x-forwarded-host': 'h:81', 'x-forwarded-port': '81', 'x-forwarded-proto': 'http' }
  expect((await app.get(app.inline, { host: 'h:81' })).json()).toEqual([told, []])
  const sent = { 'x-forwarded-host': 'pub.example', 'x-forwarded-proto': 'https' }
  const [seen] = (await app.get(app.inline, { host: 'h:81', ...sent })).json()
  expect(seen).toEqual({ ...told, ...sent })
})
