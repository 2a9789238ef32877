/** Row 220: many streams, and frames that cost the sender nothing. */
import { setTimeout as sleep } from 'node:timers/promises'
import { Wire } from '../hosts/client/wire'
import type { NotApplicable } from '../hosts/table'
import { fault } from './fault'

const onlyHttp2: NotApplicable = {
  express4: 'about HTTP/2',
  express5: 'about HTTP/2',
  koa2: 'about HTTP/2',
  koa3: 'about HTTP/2',
  'node:http': 'about HTTP/2',
}

fault({
  row: 220,
  title: '1 000 concurrent streams are all answered',
  handler: async request => {
    await sleep(5)
    return new Response(new URL(request.url).search)
  },
  async send(client) {
    const targets = Array.from({ length: 1_000 }, (_, at) => `${client.path}?${at}`)
    const answers = await Promise.all(targets.map(path => client.h2().open({ path }).answer()))
    return answers.filter(({ text }, at) => text === `?${at}`).length
  },
  expect: count => expect(count).toBe(1_000),
  except: onlyHttp2,
})

/** A frame of HTTP/2 (RFC 9113 §4.1). */
function frame(type: number, flags: number, stream: number, payload = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(9)
  head.writeUIntBE(payload.length, 0, 3)
  head.writeUInt8(type, 3)
  head.writeUInt8(flags, 4)
  head.writeUInt32BE(stream, 5)
  return Buffer.concat([head, payload])
}

const HEADERS = 1
const SETTINGS = 4
const PING = 6
const CONTINUATION = 9
const settings = frame(SETTINGS, 0, 0)

/** `:method: GET`, `:scheme: http`, `:path: /` out of HPACK's static table, and a field over and over. */
const fields = Buffer.concat([
  Buffer.from([0x82, 0x86, 0x84]),
  ...Array.from({ length: 100 }, () => Buffer.from('\x00\x01x\x01y', 'latin1')),
])

const floods: ReadonlyArray<[what: string, frames: Buffer]> = [
  ['SETTINGS', Buffer.concat(Array.from({ length: 5_000 }, () => settings))],
  ['PING', Buffer.concat(Array.from({ length: 5_000 }, () => frame(PING, 0, 0, Buffer.alloc(8))))],
  [
    'CONTINUATION',
    Buffer.concat([
      frame(HEADERS, 0, 1, fields),
      ...Array.from({ length: 2_000 }, () => frame(CONTINUATION, 0, 1, fields.subarray(3))),
    ]),
  ],
]

for (const [what, frames] of floods) {
  fault({
    row: 220,
    title: `a flood of ${what} frames leaves the server answering`,
    async send({ app }) {
      const wire = await Wire.open(app.port)
      wire.write('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')
      wire.write(Buffer.concat([settings, frames]))
      const before = performance.now()
      const answer = await app.get('/reads')
      wire.close()
      return [answer.text, performance.now() - before < 3_000]
    },
    expect: outcome => expect(outcome).toEqual(['read', true]),
    except: onlyHttp2,
  })
}
