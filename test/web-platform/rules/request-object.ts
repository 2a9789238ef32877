/** Request: what kind of object one is, whoever asks and whichever way (Web IDL, Structured clone). */
import { inspect } from 'node:util'
import { type Row, tagOf, threw } from '../rule'
import type { Copying } from './request-copy'

const POST = { method: 'POST', body: '{"a":1}' }

/** The member of `Request.prototype` itself, not one that a subclass put in front of it. */
const nativeGet = (name: string) => {
  const get = Object.getOwnPropertyDescriptor(Request.prototype, name)!.get!
  return (request: object) => Reflect.apply(get, request, [])
}

const VALUES = [
  'bodyUsed',
  'cache',
  'credentials',
  'destination',
  'duplex',
  'integrity',
  'keepalive',
  'method',
  'mode',
  'redirect',
  'referrer',
  'referrerPolicy',
  'url',
] as const

const getter = (name: string): Row<Copying> => [
  `the getter of ${name} called on it gives what ${name} gives`,
  of => {
    const r = of.sent()
    return nativeGet(name)(r) === Reflect.get(r, name)
  },
  true,
]

const reader = (name: 'arrayBuffer' | 'blob' | 'json' | 'text'): Row<Copying> => [
  `Request.prototype.${name} called on it reads the body`,
  async of => {
    const r = of.sent(POST)
    const read = await Request.prototype[name].call(r)
    return [tagOf(read), r.bodyUsed]
  },
  [{ arrayBuffer: 'ArrayBuffer', blob: 'Blob', json: 'Object', text: 'String' }[name], true],
]

const enumerable = (target: object): string[] => {
  const names: string[] = []
  for (const name in target) names.push(name)
  return names.filter(name => name in Request.prototype).sort()
}

export const requestObject: readonly Row<Copying>[] = [
  ['it is an instance of Request', of => of.sent() instanceof Request, true],
  [
    'Request.prototype is in its chain',
    of => Object.prototype.isPrototypeOf.call(Request.prototype, of.sent()),
    true,
  ],
  [
    'its constructor is one of its class',
    of => {
      const r = of.sent()
      return [r instanceof r.constructor, r.constructor.name.endsWith('Request')]
    },
    [true, true],
  ],
  ['a request has a tag', of => tagOf(of.sent()), 'Request'],
  ['its clone is an instance of Request', of => of.sent().clone() instanceof Request, true],
  ...VALUES.map(getter),
  [
    'the getter of headers called on it gives its headers',
    of => {
      const r = of.sent()
      r.headers.set('x-late', '1')
      return new Headers(nativeGet('headers')(r)).get('x-late')
    },
    '1',
  ],
  [
    'the getter of signal called on it gives an AbortSignal',
    of => tagOf(nativeGet('signal')(of.sent())),
    'AbortSignal',
  ],
  [
    'the getter of body called on it gives the body',
    async of => new Response(nativeGet('body')(of.sent(POST))).text(),
    '{"a":1}',
  ],
  ...(['arrayBuffer', 'blob', 'json', 'text'] as const).map(reader),
  [
    'Request.prototype.clone called on it makes a copy',
    async of => {
      const r = of.sent(POST)
      const c = Request.prototype.clone.call(r)
      return [await c.text(), await r.text()]
    },
    ['{"a":1}', '{"a":1}'],
  ],
  ['structuredClone() of it is refused', of => structuredClone(of.sent()), threw('DataCloneError')],
  [
    'inspect() names its class, its method and its URL',
    of => {
      const r = of.sent({ method: 'PUT' })
      const shown = inspect(r)
      return [/^\w*Request \{/.test(shown), shown.includes("'PUT'"), shown.includes(r.url)]
    },
    [true, true, true],
  ],
  ['inspect() leaves the body', async of => inspected(of.sent(POST)), [false, '{"a":1}']],
  ['it has no members of its own', of => Object.keys(of.sent()), []],
  ['it is {} in JSON', of => JSON.stringify(of.sent()), '{}'],
  ['for…in names the members', of => enumerable(of.sent()), enumerable(Request.prototype)],
  ['the signal is one object', of => one(of.sent(), 'signal'), true],
  ['the headers are one object', of => one(of.sent(), 'headers'), true],
  ['the body is one object', of => one(of.sent(POST), 'body'), true],
  [
    'the signal is the same after the body was read',
    async of => {
      const r = of.sent(POST)
      const { signal, headers } = r
      await r.text()
      return [r.signal === signal, r.headers === headers]
    },
    [true, true],
  ],
  [
    'the signal and the headers are the same after a copy was made',
    of => {
      const r = of.sent()
      const { signal, headers } = r
      of.copy(r)
      r.clone()
      return [r.signal === signal, r.headers === headers]
    },
    [true, true],
  ],
  ['a frozen one is read', async of => Object.freeze(of.sent(POST)).json(), { a: 1 }],
  ['a frozen one is copied', async of => of.copy(Object.freeze(of.sent(POST))).json(), { a: 1 }],
  ['it keeps what is put on it', of => Object.assign(of.sent(), { user: 'a' }).user, 'a'],
]

const one = (r: Request, name: 'signal' | 'headers' | 'body') => Object.is(r[name], r[name])

async function inspected(r: Request): Promise<unknown> {
  inspect(r)
  return [r.bodyUsed, await r.text()]
}
