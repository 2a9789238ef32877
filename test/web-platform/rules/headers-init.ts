/** Headers: from what they can be made ("fill a Headers object"). */
import { type Row, TYPE_ERROR } from '../rule'
import type { MakeHeaders } from './headers-names'

const PAIRS = [
  ['b', '2'],
  ['a', '1'],
]
const SORTED = [
  ['a', '1'],
  ['b', '2'],
]

function* pairs(): Generator<string[]> {
  yield* PAIRS
}

/** Own and enumerable is only `a`. */
const partly = (): object =>
  Object.defineProperty(
    Object.create({ inherited: '1' }, { a: { value: '1', enumerable: true } }),
    'hidden',
    {
      value: '1',
    },
  )

export const headersInit: readonly Row<MakeHeaders>[] = [
  ['nothing gives no headers', h => [...h()], []],
  ['undefined gives no headers', h => [...h(undefined)], []],
  ['an empty record gives no headers', h => [...h({})], []],
  ['a record gives its members', h => [...h({ b: '2', a: '1' })], SORTED],
  ['a list of pairs gives them', h => [...h(PAIRS)], SORTED],
  ['a Map gives its entries', h => [...h(new Map(PAIRS as [string, string][]))], SORTED],
  ['a generator gives what it yields', h => [...h(pairs())], SORTED],
  ['URLSearchParams give their pairs', h => [...h(new URLSearchParams('b=2&a=1'))], SORTED],
  ['headers give a copy', h => [...h(new Headers(PAIRS as [string, string][]))], SORTED],
  [
    'a copy is independent',
    h => {
      const first = new Headers({ a: '1' })
      const second = h(first)
      second.set('a', '2')
      return [first.get('a'), second.get('a')]
    },
    ['1', '2'],
  ],
  [
    'a copy keeps lines of set-cookie apart',
    h => {
      const first = new Headers([
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
      ])
      return h(first).getSetCookie()
    },
    ['a=1', 'b=2'],
  ],
  ['only own enumerable members of a record count', h => [...h(partly())], [['a', '1']]],
  [
    'members of a record that differ in case are combined',
    h => h({ a: '1', A: '2' }).get('a'),
    '1, 2',
  ],
  [
    'pairs of one name are combined',
    h =>
      h([
        ['a', '1'],
        ['A', '2'],
      ]).get('a'),
    '1, 2',
  ],
  ['a symbol among the members of a record is refused', h => h({ [Symbol('a')]: '1' }), TYPE_ERROR],
  ['a pair of one is refused', h => h([['a']]), TYPE_ERROR],
  ['a pair of three is refused', h => h([['a', '1', '2']]), TYPE_ERROR],
  ['a list of texts longer than two is refused', h => h(['abc']), TYPE_ERROR],
  ['a list of null is refused', h => h([null]), TYPE_ERROR],
  ['null is refused', h => h(null), TYPE_ERROR],
  ['a number is refused', h => h(1), TYPE_ERROR],
  ['a text is refused', h => h('a: 1'), TYPE_ERROR],
  ['a symbol is refused', h => h(Symbol('a')), TYPE_ERROR],
  [
    'a bad pair after good ones is refused',
    h =>
      h([
        ['a', '1'],
        ['b b', '2'],
      ]),
    TYPE_ERROR,
  ],
]
