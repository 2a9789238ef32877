import { runInNewContext } from 'node:vm'
import * as fc from 'fast-check'
import { taggedCall } from '../../../src/cache/type-tagged'
import { metaOf } from './cached'
import { build, descriptions, textOf } from './values'

const meta = metaOf({ name: 'getUser', file: 'lib/users.ts', captured: ['filter'] })
const callOf = (...args: unknown[]) => taggedCall(meta, [], args)
const keyOf = (...args: unknown[]): string => callOf(...args).key

const twice = (value: object) => [value, value]

const shared = { id: 1 }
class User {}

/** No two of these are equal. */
const DIFFERENT: readonly (readonly [string, unknown])[] = [
  ['undefined', undefined],
  ['null', null],
  ['false', false],
  ['0', 0],
  ['-0', -0],
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
  ['1', 1],
  ['1n', 1n],
  ['"1"', '1'],
  ['true', true],
  ['"true"', 'true'],
  ['""', ''],
  ['"NaN"', 'NaN'],
  ['["n", "NaN"]', ['n', 'NaN']],
  ['["u"]', ['u']],
  ['a lone surrogate', '\ud800'],
  ['another lone surrogate', '\udc00'],
  ['[]', []],
  ['[undefined]', [undefined]],
  ['[null]', [null]],
  ['a hole', new Array(1)],
  ['two holes', new Array(2)],
  ['a billion holes', new Array(1e9)],
  ['an array with a property', Object.assign([], { index: 0 })],
  ['["a", "b"]', ['a', 'b']],
  ['["a,b"]', ['a,b']],
  ['[["a"], "b"]', [['a'], 'b']],
  ['{}', {}],
  ['an object without prototype', Object.create(null)],
  ['{ a: undefined }', { a: undefined }],
  ['{ a: 1 }', { a: 1 }],
  ['{ a: { b: 1 } }', { a: { b: 1 } }],
  ['a property __proto__', JSON.parse('{"__proto__":1}')],
  ['a Date', new Date(0)],
  ['its text', '1970-01-01T00:00:00.000Z'],
  ['an invalid Date', new Date(Number.NaN)],
  ['an empty Map', new Map()],
  ['an empty Set', new Set()],
  ['a Map', new Map([['a', 1]])],
  ['a Map with a number as key', new Map([[1, 1]])],
  ['a Set', new Set([1, 2])],
  ['a Set in another order', new Set([2, 1])],
  ['/a/', /a/],
  ['/a/g', /a/g],
  ['/a/g after a match', Object.assign(/a/g, { lastIndex: 1 })],
  ['a URL', new URL('https://example.org/')],
  ['its text', 'https://example.org/'],
  ['Int8Array', Int8Array.of(1)],
  ['Uint8Array', Uint8Array.of(1)],
  ['Uint8ClampedArray', Uint8ClampedArray.of(1)],
  ['Uint8Array of two', Uint8Array.of(1, 0)],
  ['Uint16Array', Uint16Array.of(1)],
  ['Float64Array of 0', Float64Array.of(0)],
  ['Float64Array of -0', Float64Array.of(-0)],
  ['BigInt64Array', BigInt64Array.of(1n)],
  ['Buffer', Buffer.from([1])],
  ['ArrayBuffer', Uint8Array.of(1).buffer],
  ['DataView', new DataView(Uint8Array.of(1).buffer)],
  ['one object twice', [shared, shared]],
  ['two equal objects', [{ id: 1 }, { id: 1 }]],
]

describe('the key of a call', () => {
  it('is 43 characters of base64url', () => {
    expect(keyOf({ a: 1 })).toMatch(/^[\w-]{43}$/)
  })

  it('§5: no two different values have one key', () => {
    const byKey = new Map<string, string[]>()
    for (const [name, value] of DIFFERENT) {
      const key = keyOf(value)
      byKey.set(key, [...(byKey.get(key) ?? []), name])
    }
    expect([...byKey.values()].filter(names => names.length > 1)).toEqual([])
  })

  it.each(DIFFERENT)('§5: %s has a key', (_, value) => {
    expect(keyOf(value)).toBe(keyOf(value))
  })

  it.each<[string, unknown, unknown]>([
    ['a sort of MongoDB', { name: 1, age: -1 }, { age: -1, name: 1 }],
    ['an object deep inside', { a: [{ b: 1, c: 2 }] }, { a: [{ c: 2, b: 1 }] }],
    ['one object that is met twice', twice({ b: 1, a: 2 }), twice({ a: 2, b: 1 })],
  ])('H27 the order of properties does not count: %s', (_, one, other) => {
    expect(keyOf(one)).toBe(keyOf(other))
  })

  it('H27 a function gets properties in the order of its own call', () => {
    const [first] = callOf({ b: 1, a: 2 }).copyArguments() as [object]
    expect(Object.keys(first)).toEqual(['b', 'a'])
  })

  it('values are equal exactly if their descriptions are', () => {
    fc.assert(
      fc.property(descriptions, descriptions, (one, other) => {
        expect(keyOf(build(one))).toBe(keyOf(build(one)))
        const areEqual = textOf(one) === textOf(other)
        expect(keyOf(build(one)) === keyOf(build(other))).toBe(areEqual)
      }),
      { numRuns: 1000 },
    )
  })

  it('where an argument ends counts', () => {
    const keys = [
      keyOf(),
      keyOf(undefined),
      keyOf(['a'], 'b'),
      keyOf('a', ['b']),
      keyOf(['a', 'b']),
    ]
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('captured variables are part of it, and are no arguments', () => {
    const keys = [
      taggedCall(meta, [1], []).key,
      taggedCall(meta, [], [1]).key,
      taggedCall(meta, [2], []).key,
    ]
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('functions with the same arguments have keys of their own', () => {
    expect(taggedCall(metaOf(), [], [1]).key).not.toBe(taggedCall(metaOf(), [], [1]).key)
  })

  it('values of another realm are those of ours: test runners have sandboxes', () => {
    const source = '({ d: new Date(1), m: new Map([[1, [2]]]), r: /x/g, b: Uint8Array.of(3) })'
    const ours = { d: new Date(1), m: new Map([[1, [2]]]), r: /x/g, b: Uint8Array.of(3) }
    expect(keyOf(runInNewContext(source))).toBe(keyOf(ours))
  })

  it('a thousand levels have a key', () => {
    expect(keyOf(nested(1000))).toMatch(/^[\w-]{43}$/)
  })

  it('an object met along many ways takes room once', () => {
    let value: unknown = {}
    for (let level = 0; level < 100; level++) value = [value, value]
    expect(keyOf(value)).toMatch(/^[\w-]{43}$/)
  })
})

const cycle: Record<string, unknown> = {}
cycle['self'] = { cycle }

function detached(): ArrayBuffer {
  const buffer = new ArrayBuffer(1)
  structuredClone(buffer, { transfer: [buffer] })
  return buffer
}

function detachedView(): Uint8Array {
  const view = new Uint8Array(1)
  structuredClone(view.buffer, { transfer: [view.buffer] })
  return view
}

function nested(levels: number): unknown {
  let value: unknown = 1
  for (let level = 0; level < levels; level++) value = level % 2 ? [value] : { value }
  return value
}

describe('what has no value of its own', () => {
  it.each<[string, unknown, string]>([
    ['a function', () => {}, 'is a function'],
    ['a class', User, 'is a function'],
    ['a symbol', Symbol('x'), 'is a symbol'],
    ['an instance of a class', new User(), 'is an instance of User'],
    ['a Promise', Promise.resolve(), 'is a Promise'],
    ['a request', new Request('http://a/'), 'is an instance of Request'],
    ['an Error', new Error(), 'is an instance of Error'],
    ['a subclass of Map', new (class Index extends Map {})(), 'is an instance of Index'],
    ['a subclass of Array', new (class List extends Array {})(), 'is an instance of List'],
    [
      'a subclass of Uint8Array',
      new (class Bits extends Uint8Array {})(),
      'is an instance of Bits',
    ],
    ['a Map with a property', Object.assign(new Map(), { a: 1 }), 'is an unusual Map'],
    ['a URL with a property', Object.assign(new URL('a:b'), { a: 1 }), 'is an unusual URL'],
    [
      'a Map with the methods of a Set',
      Object.setPrototypeOf(new Map(), Set.prototype),
      'is an unusual Set',
    ],
    ['what only inherits from URL', Object.create(URL.prototype), 'is an unusual URL'],
    ['a Proxy of a Date', new Proxy(new Date(), {}), 'is a Proxy'],
    ['a detached buffer', detached(), 'is a detached buffer'],
    ['a view of a detached buffer', { image: detachedView() }, 'has a detached buffer at .image'],
    ['a SharedArrayBuffer', new SharedArrayBuffer(1), 'is an instance of SharedArrayBuffer'],
    [
      'a hidden property',
      Object.defineProperty({}, 'user', { value: 1 }),
      'is an object with a hidden property',
    ],
    ['Headers', { head: new Headers() }, 'has an instance of Headers at .head'],
    ['URLSearchParams', new URLSearchParams(), 'is an instance of URLSearchParams'],
    ['FormData', new FormData(), 'is an instance of FormData'],
    ['a stream', new ReadableStream(), 'is an instance of ReadableStream'],
    ['a generator', (function* () {})(), 'is an unusual Generator'],
    // biome-ignore lint/suspicious/noThenProperty: that is the point
    ['what has a method then', { then() {} }, 'has a function at .then'],
    ['10,000 levels', nested(10_000), 'is a value nested deeper than 1000 levels'],
    ['a WeakMap', new WeakMap(), 'is an instance of WeakMap'],
    ['a symbol as a key', { [Symbol('x')]: 1 }, 'is an object with a symbol as a key'],
    ['a boxed number', Object(1), 'is an instance of Number'],
    ['a cycle', cycle, 'has a reference to itself at .self.cycle'],
    ['a function deep inside', { list: [{ on: () => {} }] }, 'has a function at .list[0].on'],
  ])('§5: %s is refused by name', (_, value, text) => {
    expect(() => keyOf('fine', value)).toThrow(TypeError)
    expect(() => keyOf('fine', value)).toThrow(
      `Argument 2 of the "use cache" function getUser() (lib/users.ts) ${text}, which cannot be part of a cache key.`,
    )
  })

  it('UC-8: a captured variable is called by its name', () => {
    expect(() => taggedCall(meta, [() => true], [])).toThrow(
      'The captured variable `filter` of the "use cache" function getUser() (lib/users.ts) is a function, which cannot be part of a cache key. Declare it at the top of the module, whose variables are no part of keys, or pass what is needed of it as an argument.',
    )
  })

  it('a captured variable without a name has its place', () => {
    expect(() => taggedCall(metaOf(), [1, () => true], [])).toThrow('Captured variable 2 of the')
  })
})
