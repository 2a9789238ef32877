/** Response: what kind of object one is, and what becomes of what it was made from. */
import { inspect } from 'node:util'
import vm from 'node:vm'
import { type Row, TYPE_ERROR, tagOf, threw } from '../rule'
import type { ResponseClass } from './response'

const INIT = { status: 201, statusText: 'Made', headers: { 'x-a': '1' } }

const nativeGet = (name: string) => {
  const get = Object.getOwnPropertyDescriptor(Response.prototype, name)!.get!
  return (response: object) => Reflect.apply(get, response, [])
}

const getter = (name: string): Row<ResponseClass> => [
  `the getter of ${name} called on it gives what ${name} gives`,
  of => {
    const r = new of('x', INIT)
    return nativeGet(name)(r) === Reflect.get(r, name)
  },
  true,
]

const reader = (name: 'arrayBuffer' | 'blob' | 'json' | 'text'): Row<ResponseClass> => [
  `Response.prototype.${name} called on it reads the body`,
  async of => {
    const r = new of('{"a":1}')
    return [tagOf(await Response.prototype[name].call(r)), r.bodyUsed]
  },
  [{ arrayBuffer: 'ArrayBuffer', blob: 'Blob', json: 'Object', text: 'String' }[name], true],
]

const enumerable = (target: object): string[] => {
  const names: string[] = []
  for (const name in target) names.push(name)
  return names.filter(name => name in Response.prototype).sort()
}

const member = (name: 'headers' | 'body'): Row<ResponseClass> => [
  `the ${name} of it is one object`,
  of => {
    const r = new of('x')
    return Object.is(r[name], r[name])
  },
  true,
]

/** What is changed between making a response and reading it. */
const mutated = (
  what: string,
  make: () => any,
  change: (given: any) => void,
  standard: unknown,
): Row<ResponseClass> => [
  `${what} changed afterwards`,
  async of => {
    const given = make()
    const r = new of(given)
    change(given)
    return r.text()
  },
  standard,
]

const fill = (view: Uint8Array) => view.fill(0x7a)
const inOtherRealm = (code: string) => vm.runInNewContext(code)

const given = (what: string, make: () => any, standard: unknown): Row<ResponseClass> => [
  `the text of ${what}`,
  async of => new of(make()).text(),
  standard,
]

function detached(): ArrayBuffer {
  const buffer = new ArrayBuffer(2)
  structuredClone(buffer, { transfer: [buffer] })
  return buffer
}

export const responseObject: readonly Row<ResponseClass>[] = [
  ['it is an instance of Response', of => new of('x') instanceof Response, true],
  ['what json() makes is an instance of Response', of => of.json({}) instanceof Response, true],
  ['its constructor is its class', of => new of('x').constructor === of, true],
  ['its clone is an instance of Response', of => new of('x').clone() instanceof Response, true],
  ...['body', 'bodyUsed', 'headers', 'ok', 'redirected'].map(getter),
  ...['status', 'statusText', 'type', 'url'].map(getter),
  ...(['arrayBuffer', 'blob', 'json', 'text'] as const).map(reader),
  [
    'Response.prototype.clone called on it makes a copy',
    async of => {
      const r = new of('text', INIT)
      const c = Response.prototype.clone.call(r)
      return [c.status, c.headers.get('x-a'), await c.text(), await r.text()]
    },
    [201, '1', 'text', 'text'],
  ],
  [
    'structuredClone() of it is refused',
    of => structuredClone(new of('x')),
    threw('DataCloneError'),
  ],
  [
    'inspect() names its status and leaves the body',
    async of => {
      const r = new of('text', INIT)
      const shown = inspect(r)
      return [shown.includes('status: 201'), shown.includes("'Made'"), r.bodyUsed, await r.text()]
    },
    [true, true, false, 'text'],
  ],
  ['it has no members of its own', of => Object.keys(new of('x')), []],
  ['it is {} in JSON', of => JSON.stringify(new of('x')), '{}'],
  ['for…in names the members', of => enumerable(new of('x')), enumerable(Response.prototype)],
  member('headers'),
  member('body'),
  ['a frozen one is read', async of => Object.freeze(new of('text')).text(), 'text'],
  ['a frozen one is cloned', async of => Object.freeze(new of('text')).clone().text(), 'text'],
  [
    'the headers of a frozen one can be changed',
    of => {
      const r = Object.freeze(new of('text'))
      r.headers.set('x-a', '2')
      return r.headers.get('x-a')
    },
    '2',
  ],
  ['it keeps what is put on it', of => Object.assign(new of(), { user: 'a' }).user, 'a'],
  ['Response.prototype itself is none', () => nativeGet('status')(Response.prototype), TYPE_ERROR],
  [
    'a subclass with members of its own',
    async of => {
      class Mine extends (of as typeof Response) {
        readonly #secret = 'kept'
        get secret() {
          return this.#secret
        }
        override get status() {
          return 299
        }
      }
      const r = new Mine('text')
      return [r.status, nativeGet('status')(r), r.secret, r instanceof of, await r.text()]
    },
    [299, 200, 'kept', true, 'text'],
  ],
  [
    'a subclass that reads in its own way',
    async of => {
      class Loud extends (of as typeof Response) {
        override async text() {
          return (await super.text()).toUpperCase()
        }
      }
      const r = new Loud('text')
      return [await r.text(), r.bodyUsed]
    },
    ['TEXT', true],
  ],
  mutated('bytes', () => Uint8Array.of(0x61, 0x62), fill, 'ab'),
  mutated(
    'an ArrayBuffer',
    () => Uint8Array.of(0x61).buffer,
    b => fill(new Uint8Array(b)),
    'a',
  ),
  mutated('a Buffer', () => Buffer.from('text'), fill, 'text'),
  mutated(
    'a DataView',
    () => new DataView(Uint8Array.of(0x61).buffer),
    v => v.setUint8(0, 0),
    'a',
  ),
  mutated(
    'words',
    () => Uint16Array.of(0x6161),
    words => words.fill(0),
    'aa',
  ),
  mutated(
    'URLSearchParams',
    () => new URLSearchParams('a=1'),
    p => p.set('a', '2'),
    'a=1',
  ),
  mutated('a part of a buffer', () => Buffer.from('-text-').subarray(1, 5), fill, 'text'),
  [
    'FormData changed afterwards',
    async of => {
      const data = new FormData()
      data.set('a', '1')
      const r = new of(data)
      data.set('a', '2')
      return (await r.formData()).get('a')
    },
    '1',
  ],
  [
    'bytes read from it are its own',
    async of => {
      const r = new of(Buffer.from('text'))
      const c = r.clone()
      new Uint8Array(await r.arrayBuffer()).fill(0)
      return c.text()
    },
    'text',
  ],
  given('bytes of another realm', () => inOtherRealm('Uint8Array.of(97)'), 'a'),
  given('an ArrayBuffer of another realm', () => inOtherRealm('Uint8Array.of(97).buffer'), 'a'),
  given('a DataView of another realm', () => inOtherRealm('new DataView(new ArrayBuffer(0))'), ''),
  given('an object of another realm', () => inOtherRealm('({ toString: () => "a" })'), 'a'),
  given('an object with a toString of its own', () => ({ toString: () => 'a' }), 'a'),
  given('a String object', () => new String('a'), 'a'),
  given('a text with a lone surrogate', () => '\ud800', '\ufffd'),
  given('a true', () => true, 'true'),
  given('bytes of a length of nothing', () => new Uint8Array(), ''),
  given('a detached ArrayBuffer', detached, ''),
  given('a view on a detached ArrayBuffer', detachedView, ''),
  given('a Symbol', () => Symbol('a'), TYPE_ERROR),
]

function detachedView(): Uint8Array {
  const view = new Uint8Array(2)
  structuredClone(view.buffer, { transfer: [view.buffer] })
  return view
}
