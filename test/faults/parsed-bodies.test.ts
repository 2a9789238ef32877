/** Table E, rows 91 to 100: bodies that a parser of the host took before us, with the real packages. */
import { gzipSync } from 'node:zlib'
import { readBody } from '../hosts/accessors'
import type { BeforeName, Handler, ParserName, Setup } from '../hosts/host/setup'
import { type NotApplicable, onlyKoa } from '../hosts/table'
import type { Client } from './client'
import { fault } from './fault'
import { failed } from './legend'

const notForKoa: NotApplicable = {
  koa2: 'a Connect middleware; koa-body has rows of its own',
  koa3: 'a Connect middleware; koa-body has rows of its own',
  'koa3 over http2': 'a Connect middleware; koa-body has rows of its own',
}

const json = 'application/json'
const form = 'application/x-www-form-urlencoded'

/** Sent to `readBody`, which reads through the accessor it is told. */
const post = (type: string, body: string | Buffer, extra: Record<string, string> = {}) => ({
  handler: readBody as Handler,
  send: (client: Client) =>
    client.send({
      method: 'POST',
      path: client.path,
      headers: { 'content-type': type, ...extra },
      body,
    }),
})

const value = (expected: unknown) => (answer: { json(): any }) =>
  expect(answer.json().value).toEqual(expected)

const via = (accessor: string) => ({ 'x-accessor': accessor })

/** One server per host for every row with that parser. */
const setups = new Map<ParserName, Setup>()

function after(parser: ParserName): Setup {
  const setup = setups.get(parser) ?? { parsers: [parser] }
  setups.set(parser, setup)
  return setup
}

for (const [parser, except] of [
  ['json', {}],
  ['koaBody', onlyKoa],
] as const) {
  const row = parser === 'koaBody' ? 95 : 91
  fault({
    row,
    title: `after ${parser}, json() gives the value`,
    setup: after(parser),
    ...post(json, '{"a":  1}', via('json')),
    expect: value({ a: 1 }),
    except,
  })

  const items = Array.from({ length: 10_000 }, (_, at) => at)
  fault({
    row,
    title: `after ${parser}, a body of many packets is whole`,
    setup: after(parser),
    ...post(json, JSON.stringify(items), via('json')),
    expect: value(items),
    except,
  })
}

fault({
  row: 91,
  title: 'bytes that a verify hook kept win over the parsed value',
  setup: after('jsonKeepingRaw'),
  ...post(json, '{"a":  1}', via('text')),
  expect: value('{"a":  1}'),
  except: notForKoa,
})

fault({
  row: 92,
  title: 'after a text parser, text() is exact',
  setup: after('text'),
  ...post('text/plain', 'ünïcode \r\n text', via('text')),
  expect: answer =>
    expect(Buffer.from(answer.json().value, 'latin1').toString()).toBe('ünïcode \r\n text'),
})

fault({
  row: 92,
  title: 'after express.raw(), arrayBuffer() is exact',
  setup: after('raw'),
  ...post('application/octet-stream', Buffer.from([0, 255, 128, 13, 10]), via('arrayBuffer')),
  expect: value('\x00\xff\x80\r\n'),
  except: notForKoa,
})

for (const [parser, except] of [
  ['urlencoded', {}],
  ['koaBody', onlyKoa],
] as const) {
  fault({
    row: parser === 'koaBody' ? 95 : 93,
    title: `after ${parser}, formData() gives the fields`,
    setup: after(parser),
    ...post(form, 'a=1&a=2&b=x+y%26z&%C3%BC=%C3%A4', via('formData')),
    expect: value([
      ['a', '1'],
      ['a', '2'],
      ['b', 'x y&z'],
      ['ü', 'ä'],
    ]),
    except,
  })
}

fault({
  row: 93,
  title: 'nested qs objects come back in brackets, never as [object Object]',
  setup: after('urlencoded'),
  ...post(form, 'a%5Bb%5D%5Bc%5D=1&a%5Bb%5D%5Bd%5D=2&list%5B%5D=x&list%5B%5D=y', via('formData')),
  expect(answer) {
    const text = JSON.stringify(answer.json())
    expect(text).not.toContain('[object')
    expect(text).toContain('["a[b][c]","1"]')
    expect(text).toMatch(/"x"\].*"y"\]/)
  },
})

fault({
  row: 95,
  title: 'bytes that koa-body kept win over the parsed value',
  setup: after('koaBodyKeepingRaw'),
  ...post(json, '{"a":  1}', via('text')),
  expect: value('{"a":  1}'),
  except: onlyKoa,
})

fault({
  row: 97,
  title: 'a body that the parser left alone, and its {}, is streamed',
  setup: after('json'),
  ...post('text/plain', 'untouched', via('text')),
  expect: value('untouched'),
})

const consumed: readonly BeforeName[] = ['consumed', 'partlyRead']

for (const before of consumed) {
  fault({
    row: 97,
    title: `a body that was ${before} with no value left fails on access, with the code`,
    setup: { before: [before] },
    handler: async request => new Response(await request.text()),
    send: post(json, '{"a":1}').send,
    expect: failed('RH_BODY_CONSUMED'),
    // The middleware waits for a body of every request.
    probe: { method: 'POST', path: '/writes', body: 'x' },
  })
}

fault({
  row: 98,
  title: 'a body that the parser refused never reaches us',
  setup: after('json'),
  ...post(json, '{"a":'),
  expect(_answer, client) {
    expect([client.requests, client.seen.reported]).toEqual([[], []])
  },
  connection: 'either',
})

fault({
  row: 99,
  title: 'a signature over re-encoded bytes is warned about, once for the route',
  setup: after('json'),
  ...post(json, '{"a":  1}', { 'stripe-signature': 't=1', ...via('text') }),
  expect: answer => expect(answer.json().value).toMatch(/^\{"a": {0,2}1\}$/),
  warns: ['RH_RAW_BODY_LOST'],
})

for (const [what, body, extra] of [
  ['compressed', gzipSync('{"a":  1}'), { 'content-encoding': 'gzip' }],
  ['plain', '{"a":  1}', {}],
] as const) {
  fault({
    row: 100,
    title: `the headers of a ${what} body describe the bytes that the handler gets`,
    setup: after('json'),
    ...post(json, body, { ...extra, ...via('arrayBuffer') }),
    expect(answer) {
      const { value: bytes, headers } = answer.json()
      expect(headers['content-encoding']).toBeNull()
      expect(headers['content-length']).toBe(String(bytes.length))
      expect(JSON.parse(bytes)).toEqual({ a: 1 })
    },
  })
}

fault({
  row: 98,
  title: 'a body larger than the parser allows is refused by the parser',
  setup: after('json'),
  ...post(json, JSON.stringify('x'.repeat(2_000_000))),
  expect(answer, { host, requests }) {
    // The chain in front of plain Node answers 500 to whatever a middleware says.
    expect(answer.status).toBe(host.kind === 'node' ? 500 : 413)
    expect(requests).toEqual([])
  },
  connection: 'either',
})
