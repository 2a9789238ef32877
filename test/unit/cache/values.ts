/**
 * Values by description. Two values are meant to be equal exactly if their descriptions are, which
 * is a definition of equality that knows nothing of the code under test.
 */
import * as fc from 'fast-check'

export type Description =
  | readonly ['plain', string | number | boolean | null]
  | readonly ['special', keyof typeof SPECIALS]
  | readonly ['bigint' | 'url' | 'regexp' | 'date' | 'bytes' | 'floats' | 'buffer', number]
  | readonly ['array' | 'set', readonly Description[]]
  | readonly ['holes', number, readonly (readonly [number, Description])[]]
  | readonly ['object' | 'bare', Readonly<Record<string, Description>>]
  | readonly ['map', readonly (readonly [Description, Description])[]]
  /** The same object twice. */
  | readonly ['twice', Description]

const SPECIALS = {
  undefined: undefined,
  'minus zero': -0,
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  'minus infinity': Number.NEGATIVE_INFINITY,
  'invalid date': 'date',
} as const

export function build(description: Description): unknown {
  switch (description[0]) {
    case 'plain':
      return description[1]
    case 'special':
      return description[1] === 'invalid date' ? new Date(Number.NaN) : SPECIALS[description[1]]
    case 'array':
      return description[1].map(build)
    case 'set':
      // Objects, so that no two members fall into one.
      return new Set(description[1].map(each => ({ member: build(each) })))
    case 'map':
      return new Map(description[1].map(([key, value]) => [[build(key)], build(value)]))
    case 'holes':
      return holes(description[1], description[2])
    case 'object':
      return properties({}, description[1])
    case 'bare':
      return properties(Object.create(null), description[1])
    case 'twice': {
      const shared = { value: build(description[1]) }
      return [shared, shared]
    }
    default:
      return leaf(description[0], description[1])
  }
}

function leaf(type: string, number: number): unknown {
  switch (type) {
    case 'bigint':
      return BigInt(number)
    case 'url':
      return new URL(`https://example.org/${number}`)
    case 'regexp':
      return new RegExp(String(number), number % 2 ? 'g' : 'i')
    case 'date':
      return new Date(number)
    case 'bytes':
      return Uint8Array.of(number, 7)
    case 'floats':
      return Float64Array.of(number, -0)
    default:
      return Buffer.from(String(number))
  }
}

function holes(length: number, members: readonly (readonly [number, Description])[]): unknown[] {
  const array = new Array(length)
  for (const [index, each] of members) array[index] = build(each)
  return array
}

function properties(target: object, members: Readonly<Record<string, Description>>): object {
  for (const [key, each] of Object.entries(members)) {
    Object.defineProperty(target, key, {
      value: build(each),
      ...{ configurable: true, enumerable: true, writable: true },
    })
  }
  return target
}

const KEYS = fc.oneof(fc.constantFrom('a', 'b', '0', '__proto__', 'constructor'), fc.string())

export const descriptions: fc.Arbitrary<Description> = fc.letrec<{ value: Description }>(tie => {
  const value = tie('value')
  const small = fc.array(value, { maxLength: 3 })
  const number = fc.integer({ min: 0, max: 4 })
  return {
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.tuple(
        fc.constant('plain' as const),
        fc.oneof(
          fc.constantFrom('', '1', 'u', 'n', '='),
          fc.string({ unit: 'binary' }),
          fc.boolean(),
          number,
          fc.constant(null),
        ),
      ),
      fc.tuple(
        fc.constant('special' as const),
        fc.constantFrom(...(Object.keys(SPECIALS) as (keyof typeof SPECIALS)[])),
      ),
      fc.tuple(
        fc.constantFrom('bigint', 'url', 'regexp', 'date', 'bytes', 'floats', 'buffer' as const),
        number,
      ),
      fc.tuple(fc.constantFrom('array', 'set' as const), small),
      fc.tuple(
        fc.constant('holes' as const),
        fc.integer({ min: 4, max: 6 }),
        fc
          .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 2 }), value), { selector: ([at]) => at })
          .map(members => members.toSorted(([a], [b]) => a - b)),
      ),
      fc.tuple(
        fc.constantFrom('object', 'bare' as const),
        fc.dictionary(KEYS, value, { maxKeys: 3, noNullPrototype: true }),
      ),
      fc.tuple(fc.constant('map' as const), fc.array(fc.tuple(value, value), { maxLength: 2 })),
      fc.tuple(fc.constant('twice' as const), value),
    ) as fc.Arbitrary<Description>,
  }
}).value

/** Equal texts for equal descriptions. */
export const textOf = (description: Description): string => JSON.stringify(description)
