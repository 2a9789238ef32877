/** Table H, what a handler throws, and the error story: each host and `onError` told once, the client nothing. */
import type { Handler, Setup } from '../hosts/host/setup'
import { failing } from '../hosts/streams'
import { fault } from './fault'
import { answered, failed } from './legend'
import { expectNoLeak, SECRET, secretError } from './secrets'

const thrower = (make: () => unknown): Record<string, Handler> => ({
  'throws at once': () => {
    throw make()
  },
  'rejects later': async () => {
    await new Promise(resolve => setImmediate(resolve))
    throw make()
  },
})

for (const [when, handler] of Object.entries(thrower(secretError))) {
  fault({
    row: 189,
    title: `a handler that ${when} reaches the host once, as it was thrown`,
    handler,
    send: client => client.get(client.path),
    expect(answer, client) {
      failed('E_SECRET')(answer, client)
      expect(client.seen.reported[0]).toBe(client.seen.errors[0])
      expectNoLeak(answer)
    },
  })
}

const throwing: PropertyDescriptor = {
  get() {
    throw new Error(SECRET)
  },
}

const strange: Array<[row: number, what: string, make: () => unknown, code?: string]> = [
  [190, 'undefined', () => undefined, 'RH_NON_ERROR_THROWN'],
  [190, 'null', () => null, 'RH_NON_ERROR_THROWN'],
  [190, 'a string', () => SECRET, 'RH_NON_ERROR_THROWN'],
  [190, 'a symbol', () => Symbol(SECRET), 'RH_NON_ERROR_THROWN'],
  [190, 'a bigint', () => 10n, 'RH_NON_ERROR_THROWN'],
  [190, 'a frozen object', () => Object.freeze({ message: SECRET }), 'RH_NON_ERROR_THROWN'],
  [190, 'a frozen Error', () => Object.freeze(secretError()), 'E_SECRET'],
  [190, 'a Proxy of an Error', () => new Proxy(secretError(), {}), 'E_SECRET'],
  [190, 'a revoked Proxy', revoked, 'RH_NON_ERROR_THROWN'],
  [191, "'route'", () => 'route', 'RH_NON_ERROR_THROWN'],
  [191, "'router'", () => 'router', 'RH_NON_ERROR_THROWN'],
  ...['message', 'stack', 'status', 'name', 'code', 'headers'].map(
    (name): [number, string, () => unknown, string] => [
      193,
      `an Error whose ${name} throws when it is read`,
      () => Object.defineProperty(secretError(), name, throwing),
      'RH_NON_ERROR_THROWN',
    ],
  ),
]

function revoked(): unknown {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}

/** Nobody listens: the default of an application, whose console is all there is. */
const unwatched: Setup = { options: { onError: undefined } }

for (const [row, what, make, code] of strange) {
  const handler: Handler = () => {
    throw make()
  }
  fault({
    row,
    title: `throw ${what} is one error for the host and never the next route`,
    handler,
    send: client => client.get(client.path),
    expect(answer, client) {
      failed(code)(answer, client)
      expectNoLeak(answer)
    },
  })

  fault({
    row,
    title: `throw ${what} is survived without onError, too`,
    setup: unwatched,
    handler,
    async send(client) {
      const logged = jest.spyOn(console, 'error').mockImplementation(print)
      try {
        return [await client.get(client.path), logged.mock.calls.length] as const
      } finally {
        logged.mockRestore()
      }
    },
    expect([answer, logged], { host, seen }) {
      expect([answer.status, answer.cut]).toEqual([500, false])
      expectNoLeak(answer)
      expect(seen.legacy).toEqual([])
      // Hosts with an error flow are told, and log or not as they like.
      expect([seen.errors.length, logged]).toEqual(host.kind === 'node' ? [0, 1] : [1, 0])
    },
  })
}

/** As the console does it: an error that cannot be printed throws. */
function print(...parts: unknown[]): void {
  require('node:util').format(...parts)
}

fault({
  row: 193,
  title: 'an error whose cause cannot be printed is logged without it',
  setup: unwatched,
  handler: () => {
    throw Object.assign(secretError(), {
      cause: Object.defineProperty(new Error('cause'), 'stack', throwing),
    })
  },
  async send(client) {
    const logged = jest.spyOn(console, 'error').mockImplementation(print)
    const answer = await client.get(client.path)
    logged.mockRestore()
    return answer
  },
  expect(answer) {
    expect(answer.status).toBe(500)
  },
})

fault({
  row: 193,
  title: 'a stream that fails with an unreadable error is cut, without onError too',
  setup: unwatched,
  handler: () =>
    new Response(
      failing(['half'], Object.defineProperty(new Error('x'), 'stack', throwing)).stream,
    ),
  async send(client) {
    const logged = jest.spyOn(console, 'error').mockImplementation(print)
    const answer = await client.get(client.path)
    await new Promise(resolve => setTimeout(resolve, 5))
    logged.mockRestore()
    return answer
  },
  expect(answer) {
    expect([answer.text, answer.cut]).toEqual(['half', true])
  },
  connection: 'closed',
})

fault({
  row: 196,
  title: 'thenables are awaited, and a Response that is no promise is taken',
  handler: request => {
    const response = new Response('taken')
    if (new URL(request.url).search === '') return response
    // biome-ignore lint/suspicious/noThenProperty: a thenable is the point of the row
    return { then: (resolve: (value: unknown) => void) => resolve(response) }
  },
  async send(client) {
    return [await client.get(client.path), await client.get(`${client.path}?then`)] as const
  },
  expect(answers, client) {
    for (const answer of answers) answered('taken')(answer, client)
  },
})

fault({
  row: 196,
  title: 'a promise that resolves twice answers once',
  handler: () =>
    new Promise(resolve => {
      resolve(new Response('first'))
      resolve(new Response('second'))
    }),
  send: client => client.get(client.path),
  expect: answered('first'),
})

for (const [what, then] of [
  [
    'throws',
    () => {
      throw secretError()
    },
  ],
  [
    'rejects, then resolves',
    (resolve: (value: unknown) => void, reject: (error: unknown) => void) => {
      reject(secretError())
      resolve(new Response('second'))
    },
  ],
] as const) {
  fault({
    row: 197,
    title: `a thenable whose then ${what} is one error`,
    handler: () => ({ then }),
    send: client => client.get(client.path),
    expect(answer, client) {
      failed('E_SECRET')(answer, client)
      expectNoLeak(answer)
    },
  })
}

fault({
  row: 197,
  title: 'a thenable that resolves and then throws is its first outcome',
  handler: () => ({
    // biome-ignore lint/suspicious/noThenProperty: a thenable is the point of the row
    then(resolve: (value: unknown) => void) {
      resolve(new Response('first'))
      throw secretError()
    },
  }),
  send: client => client.get(client.path),
  expect: answered('first'),
})

/** Section 6: the host always receives the original error, whatever onError makes of it. */
const askew: Array<[string, (seen: unknown[]) => Setup['options']]> = [
  [
    'throws',
    () => ({
      onError: () => {
        throw new Error(SECRET)
      },
    }),
  ],
  ['rejects with undefined', () => ({ onError: () => Promise.reject(undefined) })],
  ['answers what is no answer', () => ({ onError: () => Response.error() })],
]

for (const [what, options] of askew) {
  fault({
    row: '6',
    title: `an onError that ${what} leaves the error to the host`,
    setup: { options: options([])! },
    handler: () => {
      throw secretError()
    },
    async send(client) {
      const logged = jest.spyOn(console, 'error').mockImplementation(() => {})
      const answer = await client.get(client.path)
      logged.mockRestore()
      return answer
    },
    expect(answer, { host, seen }) {
      expect([answer.status, answer.cut]).toEqual([500, false])
      expectNoLeak(answer)
      if (host.kind !== 'node')
        expect(seen.errors).toEqual([expect.objectContaining({ code: 'E_SECRET' })])
    },
  })
}
