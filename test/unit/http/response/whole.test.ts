/** Answers that are there as a whole, and the objects that handlers make of them. */
import { once } from 'node:events'
import { fastPaths } from '../../../../src/fast-paths'
import { NextResponse } from '../../../../src/next/response'
import { errorOf } from '../message'
import { openWire } from './wire'

async function wireOf(answer: Response): Promise<string> {
  const wire = openWire()
  const finished = once(wire.response, 'finish')
  await wire.send(answer)
  await finished
  return wire.text()
}

const bodyOf = (wire: string): string =>
  Buffer.from(wire.slice(wire.indexOf('\r\n\r\n') + 4), 'latin1').toString()

const long = 'é'.repeat(20_000)

describe('send(answer)', () => {
  it.each<[string, () => Response, string]>([
    ['a text', () => new NextResponse('hello'), 'hello'],
    ['a text beyond ASCII', () => new NextResponse('h\u00e9 \ud55c'), 'h\u00e9 \ud55c'],
    ['a long text beyond ASCII', () => new NextResponse(long), long],
    ['a long text', () => new NextResponse('x'.repeat(100_000)), 'x'.repeat(100_000)],
    ['a lone surrogate', () => new NextResponse('a\ud800b'), 'a\ufffdb'],
    ['bytes', () => new NextResponse(new Uint8Array([104, 105])), 'hi'],
    ['nothing', () => new NextResponse(''), ''],
    ['JSON', () => NextResponse.json({ a: 'é' }), '{"a":"é"}'],
    ['a native text', () => new Response('h\u00e9'), 'h\u00e9'],
    ['a text that was cloned', () => cloned(new NextResponse('twice')), 'twice'],
  ])('STR-3: %s goes out with its length', async (_what, answer, expected) => {
    const wire = await wireOf(answer())
    expect(bodyOf(wire)).toBe(expected)
    expect(wire.toLowerCase()).toContain(`\r\ncontent-length: ${Buffer.byteLength(expected)}\r\n`)
  })

  it('RFC 9110 §5.5: a header of latin1 is not encoded like the text behind it', async () => {
    const headers = { 'x-name': 'caf\u00e9' }
    for (const text of ['ascii', 'h\u00e9 \ud55c']) {
      const wire = await wireOf(new NextResponse(text, { headers }))
      expect(wire).toContain('x-name: caf\u00e9\r\n')
      expect(bodyOf(wire)).toBe(text)
    }
  })

  it('is done in the same tick where the body is there', async () => {
    const { response, send } = openWire()
    const sent = send(NextResponse.json({ ok: true }))
    expect([response.headersSent, response.writableEnded]).toEqual([fastPaths, fastPaths])
    await sent
    expect(response.writableEnded).toBe(true)
  })

  it('leaves its headers to be read afterwards, e.g. by a logger', async () => {
    const { response, send } = openWire()
    await send(new NextResponse('hello', { status: 201 }))
    expect([response.statusCode, response.getHeader('content-length')]).toEqual([201, 5])
    expect(response.getHeader('content-type')).toMatch(/^text\/plain/)
  })
})

describe('a response', () => {
  it('that is frozen is sent', async () => {
    expect(bodyOf(await wireOf(Object.freeze(new NextResponse('cold'))))).toBe('cold')
    expect(bodyOf(await wireOf(Object.freeze(new Response('cold'))))).toBe('cold')
  })

  it.each([
    ['NextResponse', () => new NextResponse('once')],
    ['Response', () => new Response('once')],
  ])('that is returned twice is RH_RESPONSE_REUSED (%s)', async (_class, make) => {
    const answer = make()
    await wireOf(answer)
    expect(answer.bodyUsed).toBe(true)
    expect(errorOf(() => openWire().send(answer))).toMatchObject({ code: 'RH_RESPONSE_REUSED' })
  })

  it('of a class of the user is sent', async () => {
    class Teapot extends NextResponse {
      constructor(text: string) {
        super(text, { status: 418 })
      }
    }
    const wire = await wireOf(new Teapot('short and stout'))
    expect(wire).toMatch(/^HTTP\/1\.1 418 /)
    expect(bodyOf(wire)).toBe('short and stout')
  })

  it('whose class overrides `body` has the body that it says', async () => {
    class Other extends NextResponse {
      override get body() {
        return new Response('other').body as NextResponse['body']
      }
    }
    expect(bodyOf(await wireOf(new Other('own')))).toBe('other')
  })

  it('keeps the bytes that it was given, though their buffer is written to afterwards', async () => {
    const bytes = Buffer.from('first')
    const answers = [new NextResponse(bytes), new Response(bytes)]
    bytes.fill('x')
    for (const answer of answers) expect(bodyOf(await wireOf(answer))).toBe('first')
  })

  it('that had a header set to a number says so in text', async () => {
    const answer = new NextResponse('x')
    answer.headers.set('x-count', 7 as unknown as string)
    expect(await wireOf(answer)).toContain('x-count: 7\r\n')
  })
})

describe('a stream of many small chunks', () => {
  it.each([1, 7, 64, 200])('STR-1: of %i keeps every byte in its place', async count => {
    const chunks = Array.from({ length: count }, (_, index) => `${index}:`.padEnd(1024, '.'))
    let at = 0
    const answer = new Response(
      new ReadableStream({
        pull(controller) {
          if (at === chunks.length) controller.close()
          else controller.enqueue(chunks[at++])
        },
      }),
    )
    expect(unchunked(await wireOf(answer))).toBe(chunks.join(''))
  })

  it('STR-1: shares no memory with one that is under way at the same time', async () => {
    const of = (letter: string) =>
      new Response(
        new ReadableStream({
          start(controller) {
            for (let index = 0; index < 100; index++) controller.enqueue(letter.repeat(1000))
            controller.close()
          },
        }),
      )
    const letters = [...'abcdefghijklmnopqrstuvwxyz']
    const wires = await Promise.all(letters.map(letter => wireOf(of(letter))))
    expect(wires.map(unchunked)).toEqual(letters.map(letter => letter.repeat(100_000)))
  })
})

function cloned<R extends Response>(answer: R): R {
  answer.clone()
  return answer
}

/** The body of an answer, whose transfer coding is taken off (RFC 9112 §7.1). */
function unchunked(wire: string): string {
  let body = wire.slice(wire.indexOf('\r\n\r\n') + 4)
  if (!/^transfer-encoding: chunked\r$/im.test(wire)) return body
  let decoded = ''
  for (;;) {
    const line = body.indexOf('\r\n')
    const size = Number.parseInt(body.slice(0, line), 16)
    if (size === 0) return decoded
    decoded += body.slice(line + 2, line + 2 + size)
    body = body.slice(line + 4 + size)
  }
}
