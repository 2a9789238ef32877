import { isDeepStrictEqual } from 'node:util'
import { runInNewContext } from 'node:vm'
import * as fc from 'fast-check'
import { taggedCall } from '../../../src/cache/type-tagged'
import { decodeValue, encodeValue } from '../../../src/cache/value-codec'
import { metaOf } from './cached'
import { build, descriptions } from './values'

const meta = metaOf({ name: 'load', file: 'lib/db.ts' })
const passed = (value: unknown): any => decodeValue(encodeValue(value, meta))

/** Objects that can be reached from a value. */
function objectsIn(value: unknown, found = new Set<object>()): Set<object> {
  if (typeof value !== 'object' || value === null || found.has(value)) return found
  found.add(value)
  if (value instanceof Map) for (const entry of value) objectsIn(entry, found)
  else if (value instanceof Set) for (const each of value) objectsIn(each, found)
  else if (!ArrayBuffer.isView(value))
    for (const each of Object.values(value)) objectsIn(each, found)
  return found
}

describe('a stored value', () => {
  it.each<[string, unknown]>([
    ['undefined', undefined],
    ['null', null],
    ['-0', -0],
    ['NaN', Number.NaN],
    ['a bigint', -12345678901234567890n],
    ['a number', 0.1],
    ['a string with a lone surrogate', 'a\ud800b'],
    ['an array', [1, [2]]],
    ['an array with holes', new Array(3)],
    ['a match', 'xay'.match(/a/)],
    ['an object', { b: 1, a: { c: undefined } }],
    ['an object without prototype', Object.assign(Object.create(null), { a: 1 })],
    ['a property __proto__', JSON.parse('{"__proto__":{"a":1}}')],
    ['a Date', new Date(1234.5)],
    [
      'a Map',
      new Map<unknown, unknown>([
        [{ a: 1 }, new Map()],
        [1, ['x']],
      ]),
    ],
    ['a Set', new Set([1, [2], new Set()])],
    ['a RegExp', /a\/b/giu],
    ['a URL', new URL('https://user@example.org/a?b=c#d')],
    ['a Buffer', Buffer.from('text')],
    ['Float32Array', Float32Array.of(1.5, -0)],
    ['BigUint64Array', BigUint64Array.of(2n ** 63n)],
    ['a part of a larger buffer', new Uint8Array([1, 2, 3, 4]).subarray(1, 3)],
    ['an ArrayBuffer', Uint8Array.of(1, 2).buffer],
    ['a DataView', new DataView(Uint8Array.of(1, 2).buffer)],
  ])('§15.2: %s comes back as it was', (_, value) => {
    expect(passed(value)).toStrictEqual(value)
  })

  it('§15.2: an invalid Date stays one', () => {
    expect(passed(new Date(Number.NaN)).getTime()).toBeNaN()
  })

  it('keeps the order of properties', () => {
    expect(Object.keys(passed({ b: 1, a: 2 }))).toEqual(['b', 'a'])
  })

  it('§15.2: what was one object is one object again', () => {
    const date = new Date(0)
    const [first, second, { third }] = passed([date, date, { third: date }])
    expect(first).toBe(second)
    expect(third).toBe(first)
  })

  it('may contain itself', () => {
    const node: Record<string, unknown> = { name: 'a' }
    node['children'] = new Set([node])
    const copy = passed(node)
    expect([...copy.children]).toEqual([copy])
    expect(copy).not.toBe(node)
  })

  it('of another realm becomes one of ours', () => {
    expect(passed(runInNewContext('({ list: [new Date(1)] })'))).toStrictEqual({
      list: [new Date(1)],
    })
  })

  it('equals what was stored, and shares nothing with it', () => {
    fc.assert(
      fc.property(descriptions, description => {
        // To Node two invalid dates differ.
        fc.pre(!JSON.stringify(description).includes('invalid date'))
        const value = build(description)
        const bytes = encodeValue(value, meta)
        const copies = [decodeValue(bytes), decodeValue(bytes)]
        for (const copy of copies) expect(isDeepStrictEqual(copy, value)).toBe(true)
        const [all, first, second] = [value, ...copies].map(each => objectsIn(each))
        expect([...first!].filter(each => all!.has(each) || second!.has(each))).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  it('a copy of arguments is a value like any other', () => {
    const shared = { when: new Date(0) }
    const copy = taggedCall(meta, [], [shared, shared]).copyArguments()
    expect(copy).toStrictEqual([shared, shared])
    expect(copy[0]).toBe(copy[1])
    expect(copy[0]).not.toBe(shared)
  })
})

function linked(length: number): unknown {
  let list: unknown
  for (let at = 0; at < length; at++) list = { at, next: list }
  return list
}

describe('what cannot be stored', () => {
  it('§15.2: a Response is refused, with what to do', () => {
    expect(() => passed(new Response())).toThrow(TypeError)
    expect(() => passed(new Response())).toThrow(
      'Only plain objects, and a few built-ins, can be passed out of a "use cache" function. load() (lib/db.ts) returned an instance of Response. Return its data, as `await response.json()`, and build the response outside.',
    )
  })

  it.each<[string, unknown, string]>([
    ['a function', { on: () => {} }, 'a function at .on.'],
    ['a symbol', [Symbol('x')], 'a symbol at [0].'],
    ['a class instance', { user: new (class User {})() }, 'an instance of User at .user.'],
    ['a Promise', { data: Promise.resolve() }, 'a Promise at .data.'],
    ['a module', runInNewContext('globalThis'), 'an '],
    ['a list of 10,000 links', linked(10_000), 'a value nested deeper than 1000 levels.'],
  ])('§15.2: %s is refused with its place', (_, value, text) => {
    expect(() => passed(value)).toThrow(`load() (lib/db.ts) returned ${text}`)
  })
})
