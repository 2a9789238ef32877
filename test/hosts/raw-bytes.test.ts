/** Interop rules, chapter 7: exact bytes for webhook signatures. */
import { gzipSync } from 'node:zlib'
import { readBody } from './accessors'
import { step } from './host/layer'
import type { ParserName } from './host/setup'
import { type NotApplicable, onlyKoa, rule, warningsDuring } from './table'
import './trap'

const sent = '{"a":  1}'
const line = (path: string, headers: Record<string, string> = {}) => ({
  method: 'POST',
  path,
  headers: { 'content-type': 'application/json', ...headers },
  body: sent,
})

const koaKeepsRaw: NotApplicable = {
  koa2: '@koa/bodyparser keeps the raw body by itself',
  koa3: '@koa/bodyparser keeps the raw body by itself',
  'koa3 over http2': '@koa/bodyparser keeps the raw body by itself',
}

rule(
  'RAW-2 and RAW-4',
  'keepRawBody gives the exact bytes to every accessor',
  async start => {
    const app = await start({ parsers: ['jsonKeepingRaw'], handler: readBody })
    for (const accessor of ['text', 'arrayBuffer', 'clone', 'new Request(r)', 'body reader'])
      expect((await app.send(line(app.inline, { 'x-accessor': accessor }))).json().value).toBe(sent)
  },
  koaKeepsRaw,
)

const keeping: Array<[ParserName, string]> = [
  ['json', '@koa/bodyparser'],
  ['koaBodyKeepingRaw', 'koa-body with includeUnparsed'],
]

for (const [parser, what] of keeping) {
  rule(
    'RAW-2',
    `${what} keeps the exact bytes for us`,
    async start => {
      const app = await start({ parsers: [parser], handler: readBody })
      expect((await app.send(line(app.inline))).json().value).toBe(sent)
    },
    onlyKoa,
  )
}

rule(
  'RAW-2',
  'verify sees decompressed bytes, so the coding is gone from the headers',
  async start => {
    const app = await start({ parsers: ['jsonKeepingRaw'], handler: readBody })
    const headers = { 'content-encoding': 'gzip', 'content-type': 'application/json' }
    const answer = await app.send({
      method: 'POST',
      path: app.inline,
      headers,
      body: gzipSync(sent),
    })
    expect(answer.json()).toMatchObject({
      value: sent,
      headers: { 'content-encoding': null, 'content-length': String(sent.length) },
    })
  },
  koaKeepsRaw,
)

for (const [what, value] of [
  ['Buffer', Buffer.from(sent)],
  ['Uint8Array', new TextEncoder().encode(sent)],
  ['string', sent],
] as const) {
  rule('RAW-1', `a rawBody set by the host as ${what} wins over the parsed value`, async start => {
    const set = step(req => {
      req.rawBody = value
    })
    const app = await start({ before: ['consumed', set], handler: readBody })
    expect((await app.send(line(app.inline))).json().value).toBe(sent)
  })
}

/** A parser that keeps no raw copy, for each host. */
const losing = (kind: string): ParserName[] => (kind === 'koa' ? ['koaBody'] : ['json'])

rule('RAW-4', 'without a raw copy the value is serialised again', async (start, host) => {
  const app = await start({ parsers: losing(host.kind), handler: readBody })
  expect((await app.send(line(app.inline))).json().value).toBe('{"a":1}')
})

rule(
  'RAW-3',
  'a signature header on a serialised body warns once, naming keepRawBody',
  async (start, host) => {
    const app = await start({ parsers: losing(host.kind), handler: readBody })
    const signed = line(app.inline, { 'stripe-signature': 't=1,v1=x' })
    const warnings = await warningsDuring(async () => {
      await app.send(line(app.inline))
      await app.send(signed)
      await app.send(signed)
    })
    const lost = warnings.filter(warning => warning.code === 'RH_RAW_BODY_LOST')
    expect(lost.length).toBeLessThanOrEqual(1)
    if (host.name === 'express4') expect(lost).toHaveLength(1)
    for (const warning of lost) expect(warning.message).toMatch(/keepRawBody/)
  },
)
