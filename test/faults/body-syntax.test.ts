/** Table E, rows 117 to 122: bodies that are not what they say. */
import { formEntries } from '../hosts/accessors'
import type { Setup } from '../hosts/host/setup'
import { syntaxOfHttp1 } from '../hosts/table'
import { fault } from './fault'
import { answered, failed, refused } from './legend'

fault({
  row: 117,
  title: 'malformed JSON is an exception of the handler, and nothing of it reaches the client',
  handler: async request => Response.json(await request.json()),
  send: client => client.send({ method: 'POST', path: client.path, body: '{"secret' }),
  expect(answer, client) {
    failed()(answer, client)
    expect(answer.text).not.toMatch(/secret|JSON at|SyntaxError/)
  },
})

/** Of the runtime's realm, not of the test's: told by its name. */
const mapped: Setup = {
  options: {
    onError: ({ name }: Error) =>
      name === 'SyntaxError' ? new Response('not JSON', { status: 400 }) : undefined,
  },
}

fault({
  row: 117,
  title: 'onError may map malformed JSON to 400',
  setup: mapped,
  handler: async request => Response.json(await request.json()),
  send: client => client.send({ method: 'POST', path: client.path, body: '{"secret' }),
  expect: answered('not JSON', 400),
})

const part = (name: string, value: string, header = '') =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n${header}\r\n${value}\r\n`

const many = Array.from({ length: 10_000 }, (_, at) => part(`f${at}`, 'v')).join('')

const parts: ReadonlyArray<[what: string, type: string, body: string, outcome: RegExp]> = [
  ['no boundary', 'multipart/form-data', part('a', 'b'), /TypeError/],
  ['another boundary', 'multipart/form-data; boundary=other', part('a', 'b'), /TypeError/],
  ['no end', 'multipart/form-data; boundary=b', part('a', 'b').slice(0, -6), /TypeError/],
  ['no form at all', 'text/plain', 'text', /TypeError/],
  ['10 000 parts', 'multipart/form-data; boundary=b', `${many}--b--\r\n`, /^10000$/],
  [
    'a part header of 1 MB',
    'multipart/form-data; boundary=b',
    `${part('a', 'b', `X-Long: ${'x'.repeat(1_000_000)}\r\n`)}--b--\r\n`,
    /^1$|TypeError/,
  ],
]

for (const [what, type, body, outcome] of parts) {
  fault({
    row: 118,
    title: `a multipart body with ${what} is parsed or a TypeError`,
    handler: request =>
      request.formData().then(
        async form => new Response(String((await formEntries(form)).length)),
        (error: Error) => new Response(error.name),
      ),
    send: client =>
      client.send({ method: 'POST', path: client.path, headers: { 'content-type': type }, body }),
    expect: answer => expect(answer.text).toMatch(outcome),
  })
}

fault({
  row: 119,
  title: 'a form of 300 000 keys is parsed in one go',
  handler: async request => {
    let count = 0
    for (const _ of (await request.formData()) as unknown as Iterable<unknown>) count++
    return new Response(String(count))
  },
  send: client =>
    client.send({
      method: 'POST',
      path: client.path,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'k=&'.repeat(300_000),
    }),
  expect: answered('300000'),
})

for (const coding of ['gzip, chunked', 'deflate, chunked', 'x-unknown, chunked']) {
  fault({
    row: 121,
    title: `Transfer-Encoding: ${coding} is refused, never read as text`,
    send: client =>
      client.bytes(
        `POST ${client.path} HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: ${coding}\r\n\r\n1\r\nx\r\n0\r\n\r\n`,
        'POST',
      ),
    expect(answer, client) {
      refused(501)(answer, client)
      expect(client.requests).toEqual([])
    },
    except: syntaxOfHttp1,
  })
}

const chunkFaults: ReadonlyArray<[row: number, what: string, bytes: string]> = [
  [122, 'a chunk extension of 40 kB', `1;${'x'.repeat(40_000)}\r\nx\r\n0\r\n\r\n`],
  [122, 'a chunk size that is no number', 'zz\r\nx\r\n0\r\n\r\n'],
  [122, 'a negative chunk size', '-1\r\nx\r\n0\r\n\r\n'],
  [122, 'a chunk size beyond 64 bits', 'fffffffffffffffff\r\nx\r\n0\r\n\r\n'],
  [122, 'a chunk longer than it says', '1\r\nxyz\r\n0\r\n\r\n'],
]

for (const [row, what, bytes] of chunkFaults) {
  let outcome: Promise<unknown> | undefined
  fault({
    row,
    title: `${what} ends the connection, and the reading rejects`,
    handler: async request => {
      outcome = request.text().then(
        text => ({ text }),
        (error: Error) => error,
      )
      return new Response(String(await outcome))
    },
    async send(client) {
      outcome = undefined
      const wire = await client.wire()
      wire.raw(
        `POST ${client.path} HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n${bytes}`,
        'POST',
      )
      await wire.surplus()
      return outcome
    },
    expect(error, { seen }) {
      expect(error === undefined || error instanceof Error).toBe(true)
      expect(seen.errors).toEqual([])
    },
    connection: 'either',
    except: syntaxOfHttp1,
  })
}
