/** Table E, rows 123 to 126, and `Expect`: bodies that are read twice, late, or waited for. */
import { setTimeout as sleep } from 'node:timers/promises'
import { loose } from '../hosts/host/loose'
import { within } from '../hosts/streams'
import { syntaxOfHttp1 } from '../hosts/table'
import { fault } from './fault'
import { answered, refused } from './legend'
import { reads } from './reads'

/** As a route file has it that imports `after`: before its handler runs. */
const { after } = loose('route-handlers/next/server')

fault({
  row: 123,
  title: 'both sides of a clone of 2 MB read the same',
  handler: async request => {
    const copy = request.clone()
    const [one, two] = await Promise.all([request.text(), copy.text()])
    return Response.json([one.length, one === two])
  },
  send: client =>
    client.send({ method: 'POST', path: client.path, body: Buffer.alloc(2_000_000, 120) }),
  expect: answered([2_000_000, true]),
})

for (const [name, read] of Object.entries(reads).filter(([key]) => !/form|json/.test(key))) {
  fault({
    row: 124,
    title: `${name} after text() rejects with a TypeError`,
    handler: async request => {
      await request.text()
      const again = async () => read(request)
      return new Response((await again().catch((error: Error) => error.name)) as string)
    },
    send: client => client.send({ method: 'POST', path: client.path, body: 'once' }),
    expect: answered('TypeError'),
  })
}

for (const [name, read] of Object.entries(reads).filter(([key]) => !/form|json/.test(key))) {
  fault({
    row: 125,
    title: `a byte order mark is stripped and invalid UTF-8 replaced by ${name}`,
    handler: async request => Response.json([await read(request)]),
    send: client =>
      client.send({
        method: 'POST',
        path: client.path,
        body: Buffer.from([0xef, 0xbb, 0xbf, 0x61, 0xff, 0xc3, 0x28]),
      }),
    expect: answered(['a\ufffd\ufffd(']),
  })
}

for (const [what, body] of [
  ['small', 'small'],
  ['large', 'x'.repeat(900_000)],
] as const) {
  let late: Promise<unknown> | undefined
  fault({
    row: 126,
    title: `a ${what} body read in after() is whole or refused, and blocks nothing`,
    handler: request => {
      after(() => {
        late = request.text().then(
          text => text === body,
          () => 'refused',
        )
        return late
      })
      return new Response('answered')
    },
    send(client) {
      late = undefined
      return client.send({ method: 'POST', path: client.path, body })
    },
    async expect(answer, client) {
      answered('answered')(answer, client)
      expect(await within(2_000, () => late !== undefined)).toBe(true)
      expect(['refused', true]).toContain(await late)
    },
  })
}

fault({
  row: 126,
  title: 'a body buffered before the answer can be used in after()',
  handler: async request => {
    const copy = request.clone()
    await request.text()
    await sleep(1)
    return new Response(await copy.text())
  },
  send: client => client.send({ method: 'POST', path: client.path, body: 'buffered' }),
  expect: answered('buffered'),
})

fault({
  row: '3.0',
  title: 'Expect: 100-continue is told to go on, once, and then answered',
  handler: async request => new Response(await request.text()),
  async send(client) {
    const wire = await client.wire()
    const headers = { expect: '100-continue', 'content-length': '4' }
    wire.request({ method: 'POST', path: client.path, headers, open: true })
    const { status } = await wire.anyHead()
    wire.write('body')
    const final = await wire.answer()
    return [status, final.text] as const
  },
  expect: outcome => expect(outcome).toEqual([100, 'body']),
  except: syntaxOfHttp1,
})

fault({
  row: '3.0',
  title: 'Expect: 100-continue over the limit gets its 413 though no body was sent',
  setup: { options: { bodyLimit: 10, drain: { ms: 60 } } },
  async send(client) {
    const wire = await client.wire()
    const headers = { expect: '100-continue', 'content-length': '4000' }
    return wire.request({ method: 'POST', path: client.path, headers, open: true }).answer()
  },
  expect: refused(413),
  connection: 'closed',
  except: syntaxOfHttp1,
})
