/** Interop rules, chapter 13, and reliability table H: what a failing handler becomes. */
import { expectFailed } from './outcomes'
import { failing } from './streams'
import { rule, warningsDuring } from './table'
import './trap'

const secret = 'the secret message'

const fail = (error: unknown) => ({
  sync: () => {
    throw error
  },
  async: async () => {
    throw error
  },
  late: async () => {
    await new Promise(resolve => setTimeout(resolve, 5))
    throw error
  },
})

for (const kind of ['sync', 'async', 'late'] as const) {
  rule(
    'ERR-1 and row 189',
    `a handler that throws (${kind}) reaches the host once, unchanged`,
    async (start, host) => {
      const error = Object.assign(new Error(secret), { status: 500 })
      const app = await start({ handler: fail(error)[kind] })
      const answer = await app.get(app.inline)
      expect(expectFailed(host, app, answer)).toBe(error)
      expect(answer.text).not.toMatch(/secret|at .*\.ts/)
      expect((await app.get('/reads')).text).toBe('read')
    },
  )
}

const throwing: PropertyDescriptor = {
  get() {
    throw new Error('getter')
  },
}

const strange: Array<[string, () => unknown]> = [
  ['undefined', () => undefined],
  ['null', () => null],
  ["''", () => ''],
  ['0', () => 0],
  ['false', () => false],
  ["'route'", () => 'route'],
  ["'router'", () => 'router'],
  ['a string', () => secret],
  ['a symbol', () => Symbol('s')],
  ['a plain object', () => ({ message: secret })],
  ['a frozen error', () => Object.freeze(new Error(secret))],
  ['a proxy', () => new Proxy(new Error(secret), {})],
  [
    'an error whose getters throw',
    () =>
      // The stack first: V8 writes it down, message and all, when it is touched.
      Object.defineProperties(new Error(secret), { stack: throwing, message: throwing }),
  ],
]

for (const [what, make] of strange) {
  rule(
    'ERR-2 and rows 190–193',
    `throw ${what} is a 500 that never reaches the legacy route`,
    async (start, host) => {
      const value = make()
      const app = await start({
        handler: () => {
          throw value
        },
      })
      const answer = await app.get(app.inline)
      const seen = expectFailed(host, app, answer)
      if (!/error|proxy/.test(what))
        expect(seen).toMatchObject({ code: 'RH_NON_ERROR_THROWN', cause: value })
      expect(answer.text).not.toMatch(/secret/)
    },
  )
}

rule(
  'ERR-3',
  'status, expose, headers and cause of the error are preserved',
  async (start, host) => {
    const error = Object.assign(new Error('conflict', { cause: 'why' }), {
      status: 409,
      expose: true,
      headers: { 'retry-after': '5' },
    })
    const app = await start({ handler: fail(error).async })
    const answer = await app.get(app.inline)
    expect(app.seen.errors).toEqual([error])
    expect(app.seen.errors[0]).toMatchObject({ status: 409, expose: true, cause: 'why' })
    if (host.kind !== 'node') expect(answer.status).toBe(409)
    else expect(answer.text).toBe('')
  },
)

rule('ERR-4', 'no message and no stack is sent by us', async (start, host) => {
  const app = await start({ handler: fail(new Error(secret)).async })
  const answer = await app.get(app.inline)
  expect(answer.text).not.toMatch(/secret|Error:|node_modules/)
  if (host.name === 'node:http')
    expect([answer.text, answer.one('content-length')]).toEqual(['', '0'])
})

rule(
  'ERR-5',
  'after the head nothing is appended to the half-written body',
  async (start, host) => {
    const app = await start({
      handler: () => new Response(failing(['half'], new Error(secret)).stream),
    })
    const answer = await app.get(app.inline)
    expect([answer.status, answer.text, answer.cut]).toEqual([200, 'half', true])
    if (host.kind === 'express') expect(app.seen.errors).toEqual([])
    expect(app.seen.reported).toEqual([expect.objectContaining({ message: secret })])
  },
)

rule('ERR-1', 'onError may answer instead of the host', async start => {
  const seen: unknown[] = []
  const app = await start({
    options: {
      onError: (error: unknown, request: Request) => {
        seen.push(error, request.method)
        return new Response('answered by onError', { status: 418 })
      },
    },
    handler: fail(new Error(secret)).async,
  })
  const answer = await app.get(app.inline)
  expect([answer.status, answer.text]).toEqual([418, 'answered by onError'])
  expect(seen).toEqual([expect.objectContaining({ message: secret }), 'GET'])
  if (app.seen.errors.length > 0) throw new Error('the host saw an error that was answered')
})

rule('row 164', 'cookies of a handler that throws are not sent', async start => {
  const { cookies } = require('route-handlers/next/headers')
  const app = await start({
    handler: async () => {
      ;(await cookies()).set('a', '1')
      throw new Error(secret)
    },
  })
  const answer = await app.get(app.inline)
  expect([answer.status, answer.all('set-cookie')]).toEqual([500, []])
})

rule('ERR-6', 'redirect() and notFound() never reach the host as errors', async start => {
  const { redirect, notFound } = require('route-handlers/next/navigation')
  const app = await start({
    handler: request => (request.url.endsWith('?missing') ? notFound() : redirect('/login')),
  })
  const away = await app.get(app.inline)
  expect([away.status, away.one('location')]).toEqual([307, '/login'])
  expect((await app.get(`${app.inline}?missing`)).status).toBe(404)
  expect([app.seen.errors, app.seen.legacy, app.seen.reported]).toEqual([[], [], []])
})

rule('row 196', 'a thenable is awaited, a Response that is no promise is taken', async start => {
  const app = await start({
    handler: request =>
      request.url.endsWith('?then')
        ? // biome-ignore lint/suspicious/noThenProperty: a thenable is the point of the rule
          { then: (resolve: (response: Response) => void) => resolve(new Response('thenable')) }
        : new Response('sync'),
  })
  expect((await app.get(`${app.inline}?then`)).text).toBe('thenable')
  expect((await app.get(app.inline)).text).toBe('sync')
})

rule(
  'row 197',
  'a thenable whose then throws, or settles twice, is one outcome',
  async (start, host) => {
    const app = await start({
      handler: request => ({
        // biome-ignore lint/suspicious/noThenProperty: the point of the rule
        then(resolve: (response: Response) => void, reject: (error: Error) => void) {
          if (request.url.endsWith('?throws')) throw new Error('then')
          resolve(new Response('first'))
          reject(new Error('second'))
        },
      }),
    })
    expect((await app.get(app.inline)).text).toBe('first')
    expectFailed(host, app, await app.get(`${app.inline}?throws`))
  },
)

rule('row 199', 'after() that throws is reported, and the process lives', async start => {
  const { after } = require('route-handlers/next/server')
  const app = await start({
    handler: () => {
      after(() => {
        throw new Error('after failed')
      })
      return new Response('answered')
    },
  })
  expect((await app.get(app.inline)).text).toBe('answered')
  await new Promise(resolve => setTimeout(resolve, 50))
  expect(app.seen.reported).toEqual([expect.objectContaining({ message: 'after failed' })])
  expect((await app.get('/reads')).text).toBe('read')
})

rule('ERR-9', 'a hundred failing requests raise no process warning', async start => {
  const app = await start({ handler: fail(new Error(secret)).async })
  const warnings = await warningsDuring(async () => {
    for (let round = 0; round < 20; round++)
      await Promise.all(Array.from({ length: 5 }, () => app.get(app.inline)))
  })
  expect(warnings).toEqual([])
  expect(app.seen.reported).toHaveLength(100)
})

rule('ERR-1', 'a throwing onError does not leave the client without an answer', async start => {
  const app = await start({
    options: {
      onError: () => {
        throw new Error('onError failed too')
      },
    },
    handler: fail(new Error(secret)).async,
  })
  const answer = await app.get(app.inline)
  expect(answer.status).toBe(500)
  expect(answer.text).not.toMatch(/secret|failed too/)
})
