/** What comes out of a cached function. */
import { type Observations, outcome } from './evaluations'

class User {
  id = 1
}

function holes(): unknown[] {
  const list: unknown[] = [1]
  list[2] = 2
  return list
}

const RESULTS: Record<string, () => unknown> = {
  undefined: () => undefined,
  null: () => null,
  minusZero: () => -0,
  nan: () => Number.NaN,
  bigint: () => 10n,
  date: () => new Date(5),
  invalidDate: () => new Date(Number.NaN),
  map: () =>
    new Map<unknown, unknown>([
      ['a', new Date(1)],
      [{ k: 1 }, [undefined]],
    ]),
  set: () => new Set([1, 'a', null]),
  bytes: () => Uint8Array.of(1, 2),
  buffer: () => Buffer.from('hi'),
  regexp: () => /a/g,
  url: () => new URL('https://example.org/'),
  nested: () => ({ a: { b: [{ c: undefined }] } }),
  symbol: () => Symbol.for('x'),
  localSymbol: () => Symbol('x'),
  instance: () => new User(),
  bare: () => Object.assign(Object.create(null), { a: 1 }),
  function: () => () => 1,
  error: () => new TypeError('wrong'),
  response: () => new Response('text'),
  headers: () => new Headers({ a: 'b' }),
  params: () => new URLSearchParams('a=b'),
  request: () => new Request('http://a.b/'),
  promise: () => ({ later: Promise.resolve(1) }),
  holes,
  proto: () => JSON.parse('{"__proto__":{"a":1},"b":2}'),
  weakMap: () => new WeakMap(),
}

async function result(kind: string): Promise<unknown> {
  'use cache'
  return RESULTS[kind]!()
}

async function mutated(): Promise<{ list: number[] }> {
  'use cache'
  return { list: [1] }
}

async function shares(): Promise<object[]> {
  'use cache'
  const shared = { a: 1 }
  return [shared, shared]
}

export const resultObservations: Observations = {
  ...Object.fromEntries(
    Object.keys(RESULTS).map(kind => [`result-${kind}`, () => outcome(result(kind))]),
  ),
  mutated: async () => {
    const first = await mutated()
    first.list.push(2)
    return [first, await mutated()]
  },
  identity: async () => {
    const [a, b] = await shares()
    return a === b
  },
}
