/** What handlers return beside plain responses, and what they do with it: the same on every host. */
import { loose } from './host/loose'
import { pieces } from './streams'
import { rule } from './table'
import './trap'

const { NextResponse } = loose('route-handlers/next/server')

const CLASSES: ReadonlyArray<readonly [string, typeof Response]> = [
  ['Response', Response],
  ['NextResponse', NextResponse],
]

for (const [name, Class] of CLASSES) {
  class Mine extends Class {
    readonly kept = 'own'
    override get status() {
      return 299
    }
  }

  rule('HDR-6', `a subclass of ${name} says what its members say`, async start => {
    const app = await start({ handler: () => new Mine('mine', { headers: { 'x-a': '1' } }) })
    const answer = await app.get(app.inline)
    expect([answer.status, answer.text, answer.one('x-a')]).toEqual([299, 'mine', '1'])
  })

  rule('HDR-6', `a subclass of ${name} with a body of its own`, async start => {
    class Loud extends Class {
      override get body() {
        return pieces('LO', 'UD')
      }
    }
    const app = await start({ handler: () => new Loud('quiet') })
    expect((await app.get(app.inline)).text).toBe('LOUD')
  })

  rule('HDR-7', `a frozen ${name} is an answer`, async start => {
    const app = await start({
      handler: () => Object.freeze(new Class('frozen', { status: 201, headers: { 'x-a': '1' } })),
    })
    const answer = await app.get(app.inline)
    expect([answer.status, answer.text, answer.one('x-a')]).toEqual([201, 'frozen', '1'])
  })

  rule('HDR-7', `a sealed ${name} from json() is an answer`, async start => {
    const app = await start({ handler: () => Object.seal(Class.json({ a: 1 })) })
    const answer = await app.get(app.inline)
    expect([answer.json(), answer.one('content-type')]).toEqual([{ a: 1 }, 'application/json'])
  })

  for (const [what, make] of [
    ['with a text', () => new Class('once')],
    ['with bytes', () => new Class(Buffer.from('once'))],
    ['from json()', () => Class.json('once')],
    ['with a stream', () => new Class(pieces('once'))],
  ] as const) {
    rule(
      'HDR-7 and row 138',
      `a ${name} ${what} that is returned twice is refused`,
      async start => {
        const constant = make()
        const app = await start({ handler: () => constant })
        expect((await app.get(app.inline)).text).toContain('once')
        expect((await app.get(app.inline)).status).toBe(500)
        expect([...app.seen.errors, ...app.seen.reported][0].code).toBe('RH_RESPONSE_REUSED')
      },
    )

    rule('HDR-7', `the clones of a ${name} ${what} are returned`, async start => {
      const constant = make()
      const app = await start({ handler: () => constant.clone() })
      for (let i = 0; i < 3; i++) expect((await app.get(app.inline)).text).toContain('once')
    })
  }

  rule('HDR-7', `a ${name} without a body is returned twice`, async start => {
    const constant = new Class(null, { status: 204 })
    const app = await start({ handler: () => constant })
    for (let i = 0; i < 2; i++) expect((await app.get(app.inline)).status).toBe(204)
  })

  for (const size of [4, 100_000]) {
    rule('STR-8', `${size} bytes in a ${name} are those of when it was made`, async start => {
      const bytes = Buffer.alloc(size, 'a')
      const app = await start({
        handler: async () => {
          const response = new Class(bytes)
          bytes.fill('b')
          queueMicrotask(() => bytes.fill('c'))
          setImmediate(() => bytes.fill('d'))
          return response
        },
      })
      expect((await app.get(app.inline)).text).toBe('a'.repeat(size))
    })
  }

  rule('HDR-1', `a header of a ${name} that is no text is written as one`, async start => {
    const headers = { 'x-number': 5, 'x-null': null, 'x-true': true, 'x-list': ['a', 'b'] }
    const app = await start({
      handler: () => {
        const response = new Class('x', { headers: headers as unknown as Record<string, string> })
        response.headers.set('x-undefined', undefined as unknown as string)
        response.headers.append('x-number', { toString: () => 'six' } as unknown as string)
        return response
      },
    })
    const answer = await app.get(app.inline)
    const values = ['number', 'null', 'true', 'list', 'undefined'].map(x => answer.one(`x-${x}`))
    expect(values).toEqual(['5, six', 'null', 'true', 'a,b', 'undefined'])
  })

  rule('HDR-1', `a header of a ${name} that cannot be a text is an error`, async start => {
    const handler = () => new Class('x', { headers: { 'x-a': Symbol('a') as unknown as string } })
    const app = await start({ handler })
    expect((await app.get(app.inline)).status).toBe(500)
  })

  rule('BODY-1', `a body that was looked at but not read is sent whole: ${name}`, async start => {
    const app = await start({
      handler: async () => {
        const response = new Class('text')
        response.body?.getReader().releaseLock()
        await response.clone().text()
        return response
      },
    })
    expect((await app.get(app.inline)).text).toBe('text')
  })

  rule('HDR-1', `a ${name} that answers with another's body and headers`, async start => {
    const app = await start({
      handler: () => {
        const other = new Class('other', { status: 202, headers: { 'x-a': '1' } })
        return new Class(other.body, other)
      },
    })
    const answer = await app.get(app.inline)
    expect([answer.status, answer.text, answer.one('x-a')]).toEqual([202, 'other', '1'])
  })
}

/** A class of another package, or of another realm. */
const duck = (parts: object) => ({ status: 200, statusText: '', bodyUsed: false, ...parts })

rule('HDR-6', 'a frozen object of another class is an answer', async start => {
  const app = await start({
    handler: () => Object.freeze(duck({ status: 203, headers: new Headers(), body: pieces('x') })),
  })
  const answer = await app.get(app.inline)
  expect([answer.status, answer.text]).toEqual([203, 'x'])
})
