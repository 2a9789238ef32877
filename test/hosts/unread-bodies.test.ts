/** Interop rules, chapter 8, and reliability table E: bodies nobody reads, and the body limit. */
import { setTimeout as sleep } from 'node:timers/promises'
import { expectRefused } from './outcomes'
import { within } from './streams'
import { rule, syntaxOfHttp1 } from './table'
import './trap'

const megabytes = (count: number) => Buffer.alloc(count * 1_000_000, 120)

rule(
  'UB-1',
  'an ignored upload of 3 MB does not block the connection',
  async start => {
    const app = await start({ handler: () => new Response('ignored') })
    const wire = await app.wire()
    for (let round = 0; round < 2; round++) {
      const answer = await wire.exchange({ method: 'POST', path: app.inline, body: megabytes(3) })
      expect([answer.status, answer.text]).toEqual([200, 'ignored'])
      expect((await wire.exchange({ path: '/reads' })).text).toBe('read')
    }
  },
  syntaxOfHttp1,
)

rule(
  'UB-1 and row 127',
  'over HTTP/2 the other streams go on after an ignored upload',
  async start => {
    const app = await start({ handler: () => new Response('ignored') })
    const upload = app.send({ method: 'POST', path: app.inline, body: megabytes(1) })
    expect((await upload).text).toBe('ignored')
    expect((await app.get('/reads')).text).toBe('read')
  },
  {
    express4: 'HTTP/1 is covered above',
    express5: 'HTTP/1 is covered above',
    fastify5: 'HTTP/1 is covered above',
    koa2: 'HTTP/1 is covered above',
    koa3: 'HTTP/1 is covered above',
    'node:http': 'HTTP/1 is covered above',
  },
)

const partial: Array<[row: string, what: string, read: (request: Request) => Promise<unknown>]> = [
  ['UB-2 and row 105', 'one chunk is read', request => request.body!.getReader().read()],
  ['UB-3 and row 106', 'the body is cancelled', request => request.body!.cancel()],
  [
    'row 107',
    'one chunk is read and the reader lets go',
    async request => {
      const reader = request.body!.getReader()
      await reader.read()
      reader.releaseLock()
    },
  ],
  [
    'UB-3',
    'one chunk is read and the reader cancels',
    async request => {
      const reader = request.body!.getReader()
      await reader.read()
      await reader.cancel()
    },
  ],
]

for (const [id, what, read] of partial) {
  rule(
    id,
    `${what}, then 413: the client gets it, the connection serves the next`,
    async start => {
      const app = await start({
        handler: async request => {
          await read(request)
          return new Response('enough', { status: 413 })
        },
      })
      const wire = await app.wire()
      const answer = await wire.exchange({ method: 'POST', path: app.inline, body: megabytes(1) })
      expect([answer.status, answer.text, answer.cut]).toEqual([413, 'enough', false])
      expect((await wire.exchange({ path: '/reads' })).text).toBe('read')
    },
    syntaxOfHttp1,
  )
}

rule(
  'UB-4 and row 105',
  'an upload that never ends is cut after the answer, not sat out',
  async start => {
    const app = await start({
      handler: async request => {
        await request.body!.getReader().read()
        return new Response('enough', { status: 413 })
      },
    })
    const wire = await app.wire()
    wire.request({
      method: 'POST',
      path: app.inline,
      headers: { 'content-length': '100000000' },
      open: true,
    })
    wire.write('x'.repeat(1_000))
    expect((await wire.answer()).status).toBe(413)
    expect(await Promise.race([wire.surplus(), sleep(3_000, 'still open')])).toBe('')
  },
  syntaxOfHttp1,
)

rule(
  'row 103',
  'a small POST that nobody reads keeps the connection',
  async start => {
    const app = await start({ handler: () => new Response('ok') })
    const wire = await app.wire()
    for (let round = 0; round < 3; round++)
      expect((await wire.exchange({ method: 'POST', path: app.inline, body: 'small' })).text).toBe(
        'ok',
      )
  },
  syntaxOfHttp1,
)

rule(
  'UB-5 and row 109',
  'a declared length above the limit is 413 before the handler runs',
  async (start, host) => {
    let runs = 0
    const app = await start({
      options: { bodyLimit: 1_000 },
      handler: () => {
        runs++
        return new Response('ran')
      },
    })
    const answer = await app.send({ method: 'POST', path: app.inline, body: 'x'.repeat(1_001) })
    expectRefused(host, app, answer, 413)
    expect(runs).toBe(0)
    expect(
      (await app.send({ method: 'POST', path: app.inline, body: 'x'.repeat(1_000) })).text,
    ).toBe('ran')
  },
)

rule(
  'UB-5',
  'the default limit is 10 MiB, declared',
  async (start, host) => {
    const app = await start({ handler: () => new Response('ran') })
    const wire = await app.wire()
    wire.request({
      method: 'POST',
      path: app.inline,
      headers: { 'content-length': '10485761' },
      open: true,
    })
    expectRefused(host, app, await wire.answer(), 413)
  },
  syntaxOfHttp1,
)

const chunked = (path: string, chunks: number) => {
  const chunk = `3e8\r\n${'x'.repeat(1_000)}\r\n`
  return `POST ${path} HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n${chunk.repeat(chunks)}0\r\n\r\n`
}

rule(
  'UB-5 and row 110',
  'an undeclared body above the limit is 413 whatever the handler catches',
  async (start, host) => {
    let caught = 0
    const app = await start({
      options: { bodyLimit: 10_000 },
      handler: async request => {
        const text = await request.text().catch(error => {
          caught++
          return String(error.status)
        })
        return new Response(text)
      },
    })
    const answer = await app.bytes(chunked(app.inline, 50), 'POST')
    expectRefused(host, app, answer, 413)
    expect(caught).toBe(1)
    expect((await app.bytes(chunked(app.inline, 5), 'POST')).body.length).toBe(5_000)
  },
  syntaxOfHttp1,
)

rule('UB-5', 'bodyLimit false lets everything through', async start => {
  const app = await start({
    options: { bodyLimit: false },
    handler: async request => new Response(String((await request.arrayBuffer()).byteLength)),
  })
  const answer = await app.send({ method: 'POST', path: app.inline, body: megabytes(11) })
  expect(answer.text).toBe('11000000')
})

rule('UB-5', 'a body that a parser accepted is not limited a second time', async start => {
  const app = await start({
    parsers: ['text'],
    options: { bodyLimit: 10 },
    handler: async request => new Response(await request.text()),
  })
  const headers = { 'content-type': 'text/plain' }
  const answer = await app.send({
    method: 'POST',
    path: app.inline,
    headers,
    body: 'longer than ten',
  })
  expect(answer.text).toBe('longer than ten')
})

rule('row 108', 'a large upload waits outside while the handler sleeps', async start => {
  const before = process.memoryUsage().arrayBuffers
  let during = 0
  const app = await start({
    options: { bodyLimit: false },
    handler: async request => {
      await sleep(200)
      during = process.memoryUsage().arrayBuffers - before
      let size = 0
      for await (const chunk of request.body as any) size += chunk.byteLength
      return new Response(String(size))
    },
  })
  const exchange = await app.open({ method: 'POST', path: app.inline, body: megabytes(20) })
  expect((await exchange.answer()).text).toBe('20000000')
  expect(during).toBeLessThan(60_000_000)
})

rule(
  'row 121',
  'Transfer-Encoding: gzip, chunked is refused, not handed out as text',
  async (start, host) => {
    const app = await start({ handler: async request => new Response(await request.text()) })
    const request = `POST ${app.inline} HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n`
    const answer = await app.bytes(request, 'POST')
    expect([400, 501]).toContain(answer.status)
    if (host.kind === 'node') expect(answer.text).toBe('')
  },
  syntaxOfHttp1,
)

/** The short way to a text and the one through a stream: both have to end. */
const ways: Array<[how: string, read: (request: Request) => Promise<string>]> = [
  ['text()', request => request.text()],
  ['a clone', request => request.clone().text()],
  ['the stream', request => new Response(request.body).text()],
]

for (const [how, read] of ways) {
  rule(
    'row 114',
    `a body that breaks off rejects through ${how}, it never resolves short`,
    async start => {
      const settled: unknown[] = []
      let began = false
      const app = await start({
        handler: async request => {
          began = true
          await sleep(30)
          await read(request).then(
            text => settled.push(text),
            error => settled.push(error.name),
          )
          return new Response('late')
        },
      })
      const wire = await app.wire()
      wire.request({
        method: 'POST',
        path: app.inline,
        headers: { 'content-length': '50' },
        open: true,
      })
      wire.write('12345')
      await within(2_000, () => began)
      wire.leave()
      expect(await within(2_000, () => settled.length > 0)).toBe(true)
      expect(settled[0]).not.toBe('12345')
      expect(settled[0]).not.toBe('')
    },
    syntaxOfHttp1,
  )

  rule(
    'row 115',
    `a complete body is whole or refused through ${how} when the client left before`,
    async start => {
      const settled: unknown[] = []
      let began = false
      const app = await start({
        handler: async request => {
          began = true
          await sleep(60)
          await read(request).then(
            text => settled.push(text),
            () => settled.push('rejected'),
          )
          return new Response('late')
        },
      })
      const exchange = await app.open({ method: 'POST', path: app.inline, body: 'whole' })
      await within(2_000, () => began)
      await sleep(20)
      exchange.leave()
      expect(await within(2_000, () => settled.length > 0)).toBe(true)
      expect(['whole', 'rejected']).toContain(settled[0])
    },
  )
}

rule(
  'row 113',
  'an upload that breaks off uncaught is no error of the host',
  async start => {
    let failed = false
    const app = await start({
      handler: async request => {
        try {
          return new Response(await request.text())
        } catch (error) {
          failed = true
          throw error
        }
      },
    })
    const wire = await app.wire()
    wire.request({
      method: 'POST',
      path: app.inline,
      headers: { 'content-length': '50' },
      open: true,
    })
    wire.write('12345')
    await sleep(30)
    wire.leave()
    expect(await within(2_000, () => failed)).toBe(true)
    await sleep(30)
    expect(app.seen.errors).toEqual([])
    expect((await app.get('/reads')).text).toBe('read')
  },
  syntaxOfHttp1,
)

rule(
  'row 111',
  'an understated length leaves the rest to the next request',
  async start => {
    const app = await start({ handler: async request => new Response(await request.text()) })
    const wire = await app.wire()
    const post = `POST ${app.inline} HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc`
    wire.raw(`${post}GET /reads HTTP/1.1\r\nHost: h\r\n\r\n`, 'POST')
    expect((await wire.answer()).text).toBe('abc')
    expect((await wire.answer()).text).toBe('read')
  },
  syntaxOfHttp1,
)

rule('row 123', 'both sides of a clone read the same', async start => {
  const app = await start({
    handler: async request => {
      const copy = request.clone()
      const [one, two] = await Promise.all([request.text(), copy.text()])
      return Response.json([one.length, one === two])
    },
  })
  const answer = await app.send({ method: 'POST', path: app.inline, body: megabytes(2) })
  expect(answer.json()).toEqual([2_000_000, true])
})

rule(
  'rows 90 and 211',
  'trailers end the body, pipelined requests are answered in order',
  async start => {
    const app = await start({
      handler: async request => new Response((await request.text()) + request.headers.get('x-t')),
    })
    const wire = await app.wire()
    wire.raw(
      `POST ${app.inline} HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nx-t: trailer\r\n\r\n`,
      'POST',
    )
    wire.request({ path: '/reads' }).request({ path: '/users' })
    expect((await wire.answer()).text).toBe('abcnull')
    expect((await wire.answer()).text).toBe('read')
    expect((await wire.answer()).json()).toEqual([{ id: 1 }])
  },
  syntaxOfHttp1,
)
