/** What a key is made of. */
import { evaluated, type Observations, outcome, shown } from './evaluations'

class User {
  id = 1
}

async function any(...values: unknown[]): Promise<number> {
  'use cache'
  return evaluated(`any of ${values.length}`) * 10 + values.length
}

async function one(_?: unknown): Promise<number> {
  'use cache'
  return evaluated('one')
}

async function two(a: number, b = 2): Promise<string> {
  'use cache'
  return `${a} ${b} ${evaluated('two')}`
}

async function typeOf(value: unknown): Promise<unknown> {
  'use cache'
  return shown(value)
}

/** Whether two calls share one value. */
async function same(first: unknown, second: unknown): Promise<unknown> {
  return outcome((async () => (await one(first)) === (await one(second)))())
}

async function seesIdentity(a: object, b: object): Promise<boolean> {
  'use cache'
  return a === b
}

async function changesArgument(list: number[]): Promise<number> {
  'use cache'
  list.push(1)
  return list.length
}

function holes(): unknown[] {
  const list: unknown[] = [1]
  list[2] = 2
  return list
}

export const argumentObservations: Observations = {
  surplus: async () => [await two(1), await (two as any)(1, 2, 3), await (two as any)(1, 2, 4)],
  missing: async () => [await one(), await one(undefined)].map((n, _, [first]) => n === first),
  missingInRest: async () => [await any(), await any(undefined), await any(), await any(undefined)],
  equal: () => same('a', 'a'),
  other: () => same('a', 'b'),
  numberAndString: () => same(1, '1'),
  undefinedAndNull: () => same(undefined, null),
  zeros: () => same(0, -0),
  nans: () => same(Number.NaN, Number.NaN),
  bigints: () => same(1n, 1n),
  bigintAndNumber: () => same(1n, 1),
  keyOrder: () => same({ a: 1, b: 2 }, { b: 2, a: 1 }),
  undefinedProperty: () => same({ a: undefined }, {}),
  dates: () => same(new Date(1), new Date(1)),
  otherDates: () => same(new Date(1), new Date(2)),
  maps: () => same(new Map([[1, 2]]), new Map([[1, 2]])),
  sets: () => same(new Set([1]), new Set([2])),
  bytes: () => same(Uint8Array.of(1), Uint8Array.of(1)),
  otherBytes: () => same(Uint8Array.of(1), Uint8Array.of(2)),
  bufferAndBytes: () => same(Buffer.from([1]), Uint8Array.of(1)),
  arrays: () => same([1, [2]], [1, [2]]),
  instances: () => same(new User(), new User()),
  functions: () =>
    same(
      () => 1,
      () => 2,
    ),
  symbols: () => same(Symbol('a'), Symbol('b')),
  registered: () => same(Symbol.for('a'), Symbol.for('b')),
  bares: () => same(Object.create(null), Object.create(null)),
  regexps: () => same(/a/, /b/),
  urls: () => same(new URL('http://a/'), new URL('http://b/')),
  searchParams: () => same(new URLSearchParams('a=1'), new URLSearchParams('a=2')),
  headers: () => same(new Headers({ a: '1' }), new Headers({ a: '2' })),
  requests: () => same(new Request('http://a/'), new Request('http://b/')),
  responses: () => same(new Response('a'), new Response('b')),
  errors: () => same(new Error('a'), new Error('b')),
  promises: () => same(Promise.resolve(1), Promise.resolve(2)),
  formData: () => {
    const [a, b] = [new FormData(), new FormData()]
    a.append('x', '1')
    b.append('x', '2')
    return same(a, b)
  },
  shared: async () => {
    const a = {}
    return [await seesIdentity(a, a), await seesIdentity({}, {})]
  },
  received: () =>
    Promise.all(
      [
        undefined,
        null,
        -0,
        1n,
        new Date(1),
        new Map([[1, new Set([2])]]),
        holes(),
        Uint8Array.of(1),
        { a: undefined },
      ].map(value => outcome(typeOf(value))),
    ),
  changed: async () => {
    const list: number[] = []
    return [await changesArgument(list), await changesArgument([]), list.length]
  },
}
