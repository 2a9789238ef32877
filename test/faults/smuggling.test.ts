/**
 * Row 222: the 134 spellings of `Transfer-Encoding` that smuggler.py sends by default. Whatever
 * Node makes of one, the handler and the connection must agree about where the body ends.
 */
import type { Answer } from '../hosts/client/answer'
import { Wire } from '../hosts/client/wire'
import { syntaxOfHttp1 } from '../hosts/table'
import type { Client } from './client'
import { fault } from './fault'

const SPACES = [0x1, 0x4, 0x8, 0x9, 0xa, 0xb, 0xc, 0xd, 0x1f, 0x20, 0x7f, 0xa0, 0xff]

const spellings = [
  ' Transfer-Encoding: chunked',
  'Transfer-Encoding:\tchunked',
  'Transfer-Encoding\t:\tchunked',
  'Transfer-Encoding : chunked',
  ...SPACES.map(code => String.fromCharCode(code)).flatMap(space => [
    `Transfer-Encoding:${space}chunked`,
    `Transfer-Encoding${space}: chunked`,
    `${space}Transfer-Encoding: chunked`,
    `Transfer-Encoding: chunked${space}`,
    `X: X${space}Transfer-Encoding: chunked`,
    `Transfer-Encoding: chunked${space}X: X`,
    `X: X\r${space}Transfer-Encoding: chunked`,
    `X: X${space}\nTransfer-Encoding: chunked`,
    `Transfer-Encoding: chunked\r${space}X: X`,
    `Transfer-Encoding: chunked${space}\nX: X`,
  ]),
]

const smuggled = 'GET /users HTTP/1.1\r\nHost: h\r\n\r\n'

/** What the body is to a reader of chunks, and how long to one of lengths. */
const bodies: ReadonlyArray<[kind: string, bytes: string, length: number | undefined]> = [
  ['CL.TE', `0\r\n\r\n${smuggled}`, 5 + smuggled.length],
  ['TE.CL', `${smuggled.length.toString(16)}\r\n${smuggled}\r\n0\r\n\r\n`, 4],
  ['TE alone', `3\r\nabc\r\n0\r\n\r\n`, undefined],
]

interface Outcome {
  readonly spelling: string
  readonly answers: readonly Answer[]
  readonly surplus: string
}

/** Sends the request and, behind it, one that would be answered if the body ended there. */
async function attack(client: Client, spelling: string, body: string, length?: number) {
  const wire = await Wire.open(client.app.port)
  const declared = length === undefined ? '' : `Content-Length: ${length}\r\n`
  wire.raw(
    `POST ${client.path} HTTP/1.1\r\n${spelling}\r\nHost: h\r\n${declared}\r\n${body}`,
    'POST',
  )
  const answers = [await wire.answer()]
  if (answers[0]?.status === 200) answers.push(await wire.exchange({ path: '/reads' }))
  const surplus = answers[0]?.status === 200 ? wire.unread : await wire.surplus()
  wire.close()
  return { spelling: JSON.stringify(spelling), answers, surplus }
}

for (const [kind, body, length] of bodies) {
  fault({
    row: 222,
    title: `134 spellings of a transfer coding, ${kind}: one view of the framing`,
    handler: async request => {
      const coded = request.headers.has('transfer-encoding')
      return Response.json([coded, await request.text()])
    },
    send: client => Promise.all(spellings.map(spelling => attack(client, spelling, body, length))),
    expect(outcomes: readonly Outcome[]) {
      expect(outcomes).toHaveLength(134)
      for (const { spelling, answers, surplus } of outcomes) {
        const [first, second] = answers
        expect([spelling, surplus]).toEqual([spelling, ''])
        if (first?.status !== 200) expect([spelling, first?.status]).toEqual([spelling, 400])
        else if (length === undefined) {
          expect([spelling, first.json(), second?.text]).toEqual([spelling, [true, 'abc'], 'read'])
        } else {
          const whole = body.slice(0, length)
          expect([spelling, first.json(), second?.text]).toEqual([spelling, [false, whole], 'read'])
        }
      }
    },
    except: syntaxOfHttp1,
  })
}
