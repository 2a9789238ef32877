/** Interop rules, chapter 16, and the HTTP/2 rows of the reliability tables. */

import type { Host } from './hosts'
import { rule, warningsDuring } from './table'
import './trap'

const onlyHttp2 = Object.fromEntries(
  ['express4', 'express5', 'fastify5', 'koa2', 'koa3', 'node:http'].map(name => [
    name,
    'about HTTP/2',
  ]),
)

rule(
  'H2-2 and row 83',
  'pseudo headers are skipped, host comes from :authority',
  async start => {
    const app = await start({
      handler: request =>
        Response.json({
          url: request.url,
          host: request.headers.get('host'),
          names: [...request.headers.keys()],
        }),
    })
    const seen = (await app.get(app.inline, { host: 'h2.example:81' })).json()
    expect([seen.url, seen.host]).toEqual([`http://h2.example:81${app.inline}`, 'h2.example:81'])
    expect(seen.names.filter((name: string) => name.startsWith(':'))).toEqual([])
  },
  onlyHttp2,
)

rule(
  'row 84',
  'cookie crumbs are joined with "; "',
  async start => {
    const app = await start({ handler: request => Response.json(request.headers.get('cookie')) })
    const stream = app
      .h2()
      .raw({ ':path': app.inline, cookie: ['a=1', 'b=2'], te: 'trailers' } as any)
    expect((await stream.answer()).json()).toBe('a=1; b=2')
  },
  onlyHttp2,
)

rule(
  'row 127',
  'a body that was being read when it was answered holds no stream open',
  async start => {
    const app = await start({
      handler: request => {
        request.body!.tee()
        return new Response(null, { status: 204 })
      },
    })
    expect((await app.send({ method: 'POST', path: app.inline, body: 'text' })).status).toBe(204)
    const begun = Date.now()
    await app.mount.close({ graceMs: 4000 })
    expect(Date.now() - begun).toBeLessThan(3000)
  },
  onlyHttp2,
)

rule(
  'row 61',
  'a host header that differs from :authority is refused',
  async start => {
    const app = await start()
    const stream = app.h2().raw({ ':path': '/url', ':authority': 'a.example', host: 'b.example' })
    const answer = await stream.answer()
    expect([200, 400]).toContain(answer.status)
    if (answer.status === 200) expect(answer.json().url).toBe('http://a.example/url')
  },
  onlyHttp2,
)

rule(
  'row 61',
  'without :authority the host header is taken',
  async start => {
    const app = await start()
    const stream = app.h2().raw({ ':path': '/url', host: 'b.example' })
    const answer = await stream.answer()
    expect(answer.status).toBe(200)
    expect(['http://b.example/url', `http://localhost:${app.port}/url`]).toContain(
      answer.json().url,
    )
  },
  onlyHttp2,
)

rule(
  'URL-6',
  'a bad :authority is refused with 400',
  async (start, host: Host) => {
    const app = await start()
    for (const authority of ['u@evil', 'a?b', 'h:99999', '--.80']) {
      const outcome = await app
        .h2()
        .raw({ ':path': '/url', ':authority': authority })
        .head()
        .then(
          head => head.status,
          () => 'refused by nghttp2',
        )
      expect([authority, [400, 'refused by nghttp2'].includes(outcome)]).toEqual([authority, true])
    }
    expect(host.http2).toBe(true)
  },
  onlyHttp2,
)

rule(
  'H2-3 and row 150',
  'connection headers are dropped without a warning',
  async start => {
    const headers = {
      connection: 'close',
      'keep-alive': 'timeout=5',
      upgrade: 'x',
      'transfer-encoding': 'chunked',
    }
    const app = await start({
      handler: () => new Response('x', { status: 200, statusText: 'Yo', headers }),
    })
    const warnings = await warningsDuring(async () => {
      const answer = await app.get(app.inline)
      expect([answer.status, answer.text, answer.cut]).toEqual([200, 'x', false])
    })
    expect(warnings.filter(warning => /Unsupported/.test(warning.name))).toEqual([])
  },
  onlyHttp2,
)

rule(
  'row 132 and P10',
  'Response.error() and a thrown error are clean 500s without text',
  async (start, host) => {
    const app = await start({
      handler: request => {
        if (request.url.endsWith('?throw')) throw new Error('secret')
        return Response.error()
      },
    })
    for (const query of ['', '?throw']) {
      const answer = await app.get(app.inline + query)
      expect([answer.status, answer.cut]).toEqual([500, false])
      expect(answer.text).not.toMatch(/secret/)
      if (host.kind === 'node') expect(answer.text).toBe('')
    }
  },
  onlyHttp2,
)

rule(
  'row 186',
  'a stream error resets the stream, the session goes on',
  async start => {
    const app = await start({
      handler: () => {
        let pulls = 0
        return new Response(
          new ReadableStream({
            async pull(controller) {
              await new Promise(resolve => setTimeout(resolve, 10))
              if (pulls++ === 0) controller.enqueue(new TextEncoder().encode('one'))
              else controller.error(new Error('mid-stream'))
            },
          }),
        )
      },
    })
    const answer = await app.get(app.inline)
    expect([answer.text, answer.cut]).toEqual(['one', true])
    expect((await app.get('/reads')).text).toBe('read')
  },
  onlyHttp2,
)

rule(
  'H2-4',
  'fifty streams at once are answered on one session',
  async start => {
    const app = await start({ handler: async request => new Response(await request.text()) })
    const bodies = Array.from({ length: 50 }, (_, at) => `body ${at}`)
    const answers = await Promise.all(
      bodies.map(body => app.send({ method: 'POST', path: app.inline, body })),
    )
    expect(answers.map(answer => answer.text)).toEqual(bodies)
  },
  onlyHttp2,
)
