/** Interop rules, chapter 18: what Koa's outer middleware sees, and what it must not see. */
import { bytes } from './client/answer'
import type { Layer } from './host/layer'
import { pieces, timed } from './streams'
import { onlyKoa, rule } from './table'
import './trap'

function outer(seen: any[]): Layer {
  return {
    connect: () => {},
    async koa(ctx, next) {
      await next()
      seen.push({
        status: ctx.status,
        body: ctx.body,
        type: ctx.type,
        respond: ctx.respond,
        sent: ctx.res.headersSent,
      })
      ctx.set('x-outer', 'added')
      ctx.append('set-cookie', 'outer=1')
    },
  }
}

rule(
  'KOA-2 and KOA-3',
  'a complete body is a Buffer on ctx.body, and outer middleware can add',
  async start => {
    const seen: any[] = []
    const app = await start({
      before: [outer(seen)],
      handler: () => new Response('x', { status: 201, headers: { 'set-cookie': 'ours=1' } }),
    })
    const answer = await app.get(app.inline)
    expect([answer.status, answer.text, answer.one('x-outer')]).toEqual([201, 'x', 'added'])
    expect(answer.all('set-cookie')).toEqual(['ours=1', 'outer=1'])
    expect(seen).toEqual([
      expect.objectContaining({ status: 201, body: Buffer.from('x'), sent: false }),
    ])
    expect(seen[0].respond).not.toBe(false)
  },
  onlyKoa,
)

rule(
  'KOA-4',
  'early headers of a stream still leave room for outer middleware',
  async start => {
    const seen: any[] = []
    const app = await start({
      before: [outer(seen)],
      handler: () =>
        new Response(timed([400, 'late']).stream, { headers: { 'set-cookie': 'ours=1' } }),
    })
    await app.get('/reads')
    const since = performance.now()
    const exchange = await app.open({ path: app.inline })
    const head = await exchange.head()
    expect(performance.now() - since).toBeLessThan(150)
    expect(head.lines.filter(([name]) => name === 'set-cookie').map(([, value]) => value)).toEqual([
      'ours=1',
      'outer=1',
    ])
    expect(String(await bytes(exchange, 4))).toBe('late')
  },
  onlyKoa,
)

for (const status of [200, 302, 404]) {
  rule(
    'KOA-2',
    `an explicit ${status} without body stays ${status}: no 204, no "OK", no type`,
    async start => {
      const app = await start({ handler: () => new Response(null, { status }) })
      const answer = await app.get(app.inline)
      expect([
        answer.status,
        answer.text,
        answer.one('content-type'),
        answer.one('content-length'),
      ]).toEqual([status, '', undefined, '0'])
    },
    onlyKoa,
  )
}

rule(
  'KOA-1',
  'a body without a type gets none invented',
  async start => {
    const app = await start({
      handler: request =>
        new Response(
          request.url.endsWith('?stream') ? timed([20, 'x']).stream : new Uint8Array([1]),
        ),
    })
    expect((await app.get(app.inline)).one('content-type')).toBeUndefined()
    expect((await app.get(`${app.inline}?stream`)).one('content-type')).toBeUndefined()
  },
  onlyKoa,
)

rule(
  'KOA-2',
  'application/json with a null body is empty, not the text null',
  async start => {
    const headers = { 'content-type': 'application/json' }
    const app = await start({ handler: () => new Response(null, { headers }) })
    const answer = await app.get(app.inline)
    expect([answer.status, answer.text]).toEqual([200, ''])
  },
  onlyKoa,
)

rule(
  'KOA-1',
  'cookies set through ctx.cookies survive beside ours',
  async start => {
    const cookie: Layer = {
      connect: () => {},
      async koa(ctx, next) {
        ctx.cookies.set('host', '1')
        return next()
      },
    }
    const headers = new Headers([
      ['set-cookie', 'a=1'],
      ['set-cookie', 'b=2'],
    ])
    const app = await start({ before: [cookie], handler: () => new Response('x', { headers }) })
    const cookies = (await app.get(app.inline)).all('set-cookie')
    expect(cookies.map(line => line.split(';')[0])).toEqual(['host=1', 'a=1', 'b=2'])
  },
  onlyKoa,
)

rule(
  'KOA-5',
  'koa-compress compresses complete bodies and leaves live streams alone',
  async start => {
    const app = await start({
      before: ['compression'],
      handler: request =>
        new Response(
          request.url.endsWith('?live') ? timed([0, 'a'], [30, 'b']).stream : 'x'.repeat(5_000),
          {
            headers: { 'content-type': 'text/plain' },
          },
        ),
    })
    const gzip = { 'accept-encoding': 'gzip' }
    expect((await app.get(app.inline, gzip)).one('content-encoding')).toBe('gzip')
    const live = await app.get(`${app.inline}?live`, gzip)
    expect([live.one('content-encoding'), live.text]).toEqual([undefined, 'ab'])
  },
  onlyKoa,
)

rule(
  'KOA-6',
  'falling through leaves ctx.status 404 and ctx.body undefined',
  async start => {
    const seen: any[] = []
    const look: Layer = {
      connect: () => {},
      async koa(ctx, next) {
        seen.push([ctx.status, ctx.body, { ...ctx.response.headers }])
        return next()
      },
    }
    const app = await start({ behind: [look] })
    expect((await app.get('/unknown')).status).toBe(404)
    expect(seen).toEqual([[404, undefined, {}]])
  },
  onlyKoa,
)

rule(
  'KOA-8',
  'with everything mounted at once, requests behave',
  async start => {
    const app = await start({
      before: ['session', 'helmet', 'cors', 'compression', 'logger'],
      parsers: ['json', 'urlencoded', 'text'],
      trustProxy: true,
      handler: async request =>
        Response.json(
          { body: await request.json() },
          { headers: { vary: 'Cookie', 'set-cookie': 'a=1' } },
        ),
    })
    const headers = { origin: 'https://shop.example', 'content-type': 'application/json' }
    const answer = await app.send({ method: 'POST', path: app.inline, headers, body: '{"a":1}' })
    expect(answer.json().body).toEqual({ a: 1 })
    expect(answer.one('vary')?.split(/, */)).toEqual(expect.arrayContaining(['Cookie', 'Origin']))
    expect((await app.get('/unknown')).json()).toMatchObject({ legacy: true })
    expect((await app.send({ method: 'DELETE', path: '/users' })).status).toBe(405)
  },
  onlyKoa,
)

rule(
  'KOA-2',
  'an empty stream is an empty answer',
  async start => {
    const app = await start({ handler: () => new Response(pieces()) })
    const answer = await app.get(app.inline)
    expect([answer.status, answer.text, answer.cut]).toEqual([200, '', false])
  },
  onlyKoa,
)
