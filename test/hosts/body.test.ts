/** Interop rules, chapter 6: the body-state truth table, every row × every accessor. */
import { gzipSync } from 'node:zlib'
import { byteAccessors, readBody } from './accessors'
import type { BeforeName, ParserName } from './host/setup'
import { type NotApplicable, onlyKoa, rule } from './table'
import './trap'

interface Row {
  readonly row: string
  readonly parsers?: readonly ParserName[]
  readonly before?: readonly BeforeName[]
  readonly type?: string
  readonly method?: string
  readonly sent?: string | Buffer
  readonly gzip?: true
  /** Bytes that every accessor gives; by default what was sent. */
  readonly bytes?: string | Buffer
  readonly json?: unknown
  readonly form?: unknown[]
  readonly except?: NotApplicable
}

const json = 'application/json'
const form = 'application/x-www-form-urlencoded'
const noParser: NotApplicable = {
  koa2: 'no such parser for Koa',
  koa3: 'no such parser for Koa',
  'koa3 over http2': 'no such parser for Koa',
}

const rows: readonly Row[] = [
  { row: '1 (no parser)', type: json, sent: '{"a":  1}', json: { a: 1 } },
  {
    row: '1 (no parser, compressed)',
    type: json,
    sent: '{"a":1}',
    gzip: true,
    bytes: gzipSync('{"a":1}'),
  },
  {
    row: '1 (no parser, form)',
    type: form,
    sent: 'a=1&a=2',
    form: [
      ['a', '1'],
      ['a', '2'],
    ],
  },
  { row: '2 (parser of another type)', parsers: ['json'], type: 'text/plain', sent: 'plain' },
  {
    row: '2 (koa-body, another type)',
    parsers: ['koaBody'],
    type: 'image/png',
    sent: 'png',
    except: onlyKoa,
  },
  {
    row: '3 (JSON parsed)',
    parsers: ['json'],
    type: json,
    sent: '{"a":[1,"ü"]}',
    json: { a: [1, 'ü'] },
  },
  {
    row: '3 (+json parsed by a loose type)',
    parsers: ['jsonLoose'],
    type: 'application/json; charset=utf-8',
    sent: '{"a":1}',
    json: { a: 1 },
  },
  {
    row: '3 (koa-body)',
    parsers: ['koaBody'],
    type: json,
    sent: '{"a":1}',
    json: { a: 1 },
    except: onlyKoa,
  },
  ...['{}', '[]', 'null', '0', 'false', '""', '"str"'].map(
    (sent): Row => ({
      row: `4 (${sent} parsed)`,
      parsers: ['jsonLoose'],
      type: json,
      sent,
      json: JSON.parse(sent),
    }),
  ),
  {
    row: '4 (koa-body, {})',
    parsers: ['koaBody'],
    type: json,
    sent: '{}',
    json: {},
    except: onlyKoa,
  },
  { row: '5 (JSON type, length 0)', parsers: ['json'], type: json, sent: '' },
  { row: '5 (koa-body, length 0)', parsers: ['koaBody'], type: json, sent: '', except: onlyKoa },
  {
    row: '6 (urlencoded, nested)',
    parsers: ['urlencoded'],
    type: form,
    sent: 'a%5Bb%5D=1&c=2&c=3&d=x+y%26z',
    form: [
      ['a[b]', '1'],
      ['c', '2'],
      ['c', '3'],
      ['d', 'x y&z'],
    ],
  },
  {
    row: '6 (urlencoded, koa-body)',
    parsers: ['koaBody'],
    type: form,
    sent: 'a=1&c=2&c=3',
    form: [
      ['a', '1'],
      ['c', '2'],
      ['c', '3'],
    ],
    except: onlyKoa,
  },
  {
    row: '7 (urlencoded, simple)',
    parsers: ['urlencodedSimple'],
    type: form,
    sent: 'c=2&c=3&e=',
    form: [
      ['c', '2'],
      ['c', '3'],
      ['e', ''],
    ],
    except: noParser,
  },
  { row: '8 (text)', parsers: ['text'], type: 'text/plain', sent: 'héllo' },
  {
    row: '8 (JSON as text)',
    parsers: ['textAsJson'],
    type: json,
    sent: '{"a":  1}',
    json: { a: 1 },
    except: noParser,
  },
  {
    row: '9 (raw)',
    parsers: ['raw'],
    type: 'application/octet-stream',
    sent: Buffer.from([0x00, 0xff, 0x80, 0x0a]),
    except: noParser,
  },
  {
    row: '10 (JSON, compressed, parsed)',
    parsers: ['json'],
    type: json,
    sent: '{"a":1}',
    gzip: true,
    json: { a: 1 },
  },
  {
    row: '10 (form, compressed, parsed)',
    parsers: ['urlencoded'],
    type: form,
    sent: 'c=2&c=3',
    gzip: true,
    form: [
      ['c', '2'],
      ['c', '3'],
    ],
  },
  {
    row: '10 (text, compressed, parsed)',
    parsers: ['text'],
    type: 'text/plain',
    sent: 'text',
    gzip: true,
  },
  {
    row: '13 (multer, not multipart)',
    parsers: ['multerMemory'],
    type: json,
    sent: '{"a":1}',
    json: { a: 1 },
    except: noParser,
  },
  {
    row: '17 (an await before us)',
    before: ['awaited'],
    type: json,
    sent: '{"a":1}',
    json: { a: 1 },
  },
  { row: '18 (POST, length 0)', sent: '' },
  { row: '18 (DELETE with a body)', method: 'DELETE', type: 'text/plain', sent: 'delete me' },
  {
    row: '1–3 (two parsers)',
    parsers: ['json', 'urlencoded', 'text'],
    type: json,
    sent: '{"a":1}',
    json: { a: 1 },
  },
]

function byteText(bytes: string | Buffer): string {
  return (typeof bytes === 'string' ? Buffer.from(bytes) : bytes).toString('latin1')
}

/** `text()` decodes as UTF-8; bytes that are not UTF-8 come out as replacement characters. */
function expectedOf(name: string, bytes: string | Buffer): string {
  if (name !== 'text' || typeof bytes === 'string') return byteText(bytes)
  return Buffer.from(bytes.toString('utf8')).toString('latin1')
}

for (const row of rows) {
  rule(
    'BODY-4',
    `table row ${row.row}: every accessor works`,
    async start => {
      const app = await start({
        parsers: row.parsers ?? [],
        before: row.before ?? [],
        handler: readBody,
      })
      const sent = row.gzip ? gzipSync(row.sent ?? '') : (row.sent ?? '')
      const read = async (accessor: string) => {
        const headers: Record<string, string> = { 'x-accessor': accessor }
        if (row.type) headers['content-type'] = row.type
        if (row.gzip) headers['content-encoding'] = 'gzip'
        const method = row.method ?? 'POST'
        return (await app.send({ method, path: app.inline, headers, body: sent })).json()
      }
      const got: Record<string, unknown> = {}
      const wanted: Record<string, unknown> = {}
      for (const name of byteAccessors) {
        const { value, error, headers } = await read(name)
        got[name] =
          row.form && value !== undefined ? [...new URLSearchParams(value)] : (value ?? error)
        wanted[name] = row.form ?? expectedOf(name, row.bytes ?? row.sent ?? '')
        const length = headers['content-length']
        if (length !== null && value !== undefined && name !== 'text')
          expect([name, length]).toEqual([name, String(value.length)])
        if (row.gzip) expect(headers['content-encoding']).toBe(row.bytes ? 'gzip' : null)
      }
      if (row.type === json && !row.bytes) {
        const { value, error } = await read('json')
        got['json'] = value === undefined ? error : value
        wanted['json'] = row.sent === '' ? 'SyntaxError' : row.json
      }
      if (row.form) {
        got['formData'] = (await read('formData')).value
        wanted['formData'] = row.form
      }
      expect(got).toEqual(wanted)
      expect(app.seen.reported).toEqual([])
    },
    row.except,
  )
}

rule(
  'BODY-5 and row 8',
  'a body decoded from another charset is UTF-8, and says so',
  async start => {
    const app = await start({ parsers: ['text'], handler: readBody })
    const headers = {
      'content-type': 'text/plain; charset=iso-8859-1',
      'x-accessor': 'arrayBuffer',
    }
    const body = Buffer.from('caf\xe9', 'latin1')
    const answer = await app.send({ method: 'POST', path: app.inline, headers, body })
    const { value, headers: seen } = answer.json()
    expect(Buffer.from(value, 'latin1').toString()).toBe('café')
    expect(seen['content-type'].toLowerCase().replaceAll('"', '')).toBe('text/plain; charset=utf-8')
  },
  noParser,
)

const lost: Array<[row: string, before: BeforeName]> = [
  ['14 (consumed, no value left)', 'consumed'],
  ['15 (partly read, paused)', 'partlyRead'],
]

for (const [row, before] of lost) {
  rule(
    'BODY-9',
    `table row ${row}: every accessor rejects with the code, none hangs`,
    async start => {
      const app = await start({ before: [before], handler: readBody })
      const got: Record<string, unknown> = {}
      for (const accessor of [...byteAccessors, 'json', 'formData']) {
        const headers = { 'x-accessor': accessor, 'content-type': form }
        const answer = await app.send({ method: 'POST', path: app.inline, headers, body: 'a=1' })
        got[accessor] = answer.json().error
      }
      expect([...new Set(Object.values(got))]).toEqual(['RH_BODY_CONSUMED'])
    },
  )

  rule('BODY-9', `table row ${row}: a handler that never reads the body works`, async start => {
    const app = await start({ before: [before], handler: () => new Response('unread') })
    const answer = await app.send({ method: 'POST', path: app.inline, body: 'x'.repeat(1_000) })
    expect([answer.status, answer.text]).toEqual([200, 'unread'])
  })
}

rule(
  'BODY-9 and row 97',
  'the error names the cause and the fix when it reaches the host',
  async (start, host) => {
    const app = await start({
      before: ['consumed'],
      handler: async request => new Response(await request.text()),
    })
    const answer = await app.send({ method: 'POST', path: app.inline, body: 'x' })
    expect(answer.status).toBe(500)
    const [error] = app.seen.errors
    expect(error).toMatchObject({ code: 'RH_BODY_CONSUMED', status: 500, expose: false })
    expect(error.message).toMatch(/before|earlier/)
    if (host.kind === 'node') expect(answer.text).toBe('')
  },
)

rule(
  'BODY-9',
  'table row 16: a body that flows to another listener is whole or refused',
  async start => {
    const app = await start({ before: ['attached'], handler: readBody })
    const body = 'x'.repeat(300_000)
    const answer = await app.send({ method: 'POST', path: app.inline, body })
    const { value, error } = answer.json()
    expect(error ?? value === body).toBe(error ? 'RH_BODY_CONSUMED' : true)
  },
)

rule(
  'REQ-3 and row 101',
  'GET has no body whatever the client sent, and the connection goes on',
  async start => {
    const app = await start({ handler: request => Response.json({ body: request.body === null }) })
    const answer = await app.send({ path: app.inline, body: 'ignored' })
    expect(answer.json()).toEqual({ body: true })
    const head = await app.send({ method: 'HEAD', path: app.inline, body: 'ignored' })
    expect(head.status).toBe(200)
  },
)

rule('REQ-3', 'POST without a body has an empty stream', async start => {
  const app = await start({
    handler: async request => Response.json([await request.text(), request.body === null]),
  })
  expect((await app.send({ method: 'POST', path: app.inline })).json()[0]).toBe('')
})

rule('REQ-1', 'the request is a global Request, with and without parsers', async start => {
  for (const parsers of [[], ['json']] as const) {
    const app = await start({
      parsers,
      handler: async request => {
        const clone = request.clone()
        const copy = new Request(request, { headers: { 'x-new': '1' } })
        return Response.json([
          request instanceof Request,
          request.headers instanceof Headers,
          clone instanceof Request,
          await clone.json(),
          await copy.json(),
          copy.headers.get('x-new'),
        ])
      },
    })
    const headers = { 'content-type': json }
    const answer = await app.send({ method: 'POST', path: app.inline, headers, body: '{"a":1}' })
    expect(answer.json()).toEqual([true, true, true, { a: 1 }, { a: 1 }, '1'])
  }
})

rule('row 124', 'the second read of a body rejects with a TypeError', async start => {
  const app = await start({
    handler: async request => {
      await request.text()
      return new Response(await request.text().catch((error: Error) => error.name))
    },
  })
  expect((await app.send({ method: 'POST', path: app.inline, body: 'x' })).text).toBe('TypeError')
})

rule(
  'REQ-2 and rows 76–78',
  'headers arrive as the host has them, repeated ones joined',
  async start => {
    const app = await start({ handler: request => Response.json([...request.headers]) })
    const request = `GET ${app.inline} HTTP/1.1\r\nHost: h\r\nX-A: 1\r\nX-A: 2\r\nCookie: a=1\r\nCookie: b=2\r\nX-L: \xe9\r\n__proto__: p\r\nX-E:\r\n\r\n`
    const headers = Object.fromEntries((await app.bytes(request)).json())
    expect(headers['x-a']).toBe('1, 2')
    expect(headers['cookie']).toBe('a=1; b=2')
    expect(headers['x-l']).toBe('\xe9')
    expect(headers['x-e']).toBe('')
  },
  { 'koa3 over http2': 'syntax of HTTP/1', 'node:http2': 'syntax of HTTP/1' },
)

rule(
  'row 117',
  'malformed JSON is an exception of the handler, without its message for the client',
  async start => {
    const app = await start({ handler: async request => Response.json(await request.json()) })
    const answer = await app.send({ method: 'POST', path: app.inline, body: '{"secret' })
    expect(answer.status).toBe(500)
    expect(answer.text).not.toMatch(/secret|JSON at/)
  },
)
