/** Headers: combining, Set-Cookie, order and liveness of iteration ("sort and combine"). */
import { type Row, TYPE_ERROR, tagOf } from '../rule'
import type { MakeHeaders } from './headers-names'

/** Headers after a change; what the rules compare. */
function after(h: Headers, change: (headers: Headers) => void): unknown {
  change(h)
  return [...h]
}

const COOKIES = [
  ['set-cookie', 'b=2'],
  ['x', '1'],
  ['set-cookie', 'a=1; Expires=Wed, 21 Oct 2015 07:28:00 GMT'],
  ['Set-Cookie', 'b=2'],
]

/** The names that a loop sees when it changes the headers at the first one. */
function seenWhile(h: Headers, change: (headers: Headers) => void): string[] {
  const seen: string[] = []
  for (const [name] of h) {
    if (seen.length === 0) change(h)
    seen.push(name)
  }
  return seen
}

export const headersLists: readonly Row<MakeHeaders>[] = [
  [
    'append() joins values with a comma',
    h => after(h({ a: '1' }), x => x.append('A', '2')),
    [['a', '1, 2']],
  ],
  ['append() joins empty values', h => after(h({ a: '' }), x => x.append('a', '')), [['a', ', ']]],
  ['append() trims the value', h => after(h(), x => x.append('a', ' 1 ')), [['a', '1']]],
  [
    'append() joins lines of cookie with a comma',
    h => after(h({ cookie: 'a=1' }), x => x.append('cookie', 'b=2')),
    [['cookie', 'a=1, b=2']],
  ],
  ['append() wants two arguments', h => Reflect.apply(h().append, h(), ['a']), TYPE_ERROR],
  [
    'set() replaces all values',
    h =>
      after(
        h([
          ['a', '1'],
          ['a', '2'],
        ]),
        x => x.set('A', '3'),
      ),
    [['a', '3']],
  ],
  ['set() trims the value', h => after(h(), x => x.set('a', '\t1\n')), [['a', '1']]],
  ['set() wants two arguments', h => Reflect.apply(h().set, h(), ['a']), TYPE_ERROR],
  ['get() of what is not there is null', h => h().get('a'), null],
  ['get() wants an argument', h => Reflect.apply(h().get, h(), []), TYPE_ERROR],
  ['has() of what is not there is false', h => h().has('a'), false],
  [
    'delete() removes all values',
    h =>
      after(
        h([
          ['a', '1'],
          ['a', '2'],
          ['b', '3'],
        ]),
        x => x.delete('A'),
      ),
    [['b', '3']],
  ],
  [
    'delete() of what is not there does nothing',
    h => after(h({ a: '1' }), x => x.delete('b')),
    [['a', '1']],
  ],
  ['delete() gives nothing back', h => h({ a: '1' }).delete('a') as unknown, undefined],
  [
    'getSetCookie() keeps lines, their order and duplicates',
    h => h(COOKIES).getSetCookie(),
    ['b=2', COOKIES[2]![1], 'b=2'],
  ],
  ['getSetCookie() is empty without such lines', h => h({ cookie: 'a=1' }).getSetCookie(), []],
  [
    'getSetCookie() keeps empty lines',
    h =>
      h([
        ['set-cookie', ''],
        ['set-cookie', ' '],
      ]).getSetCookie(),
    ['', ''],
  ],
  [
    'getSetCookie() gives a new list each time',
    h => {
      const headers = h(COOKIES)
      headers.getSetCookie().pop()
      return headers.getSetCookie().length
    },
    3,
  ],
  [
    'get() joins lines of set-cookie with a comma',
    h =>
      h([
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
      ]).get('set-cookie'),
    'a=1, b=2',
  ],
  ['has() sees lines of set-cookie', h => h(COOKIES).has('Set-Cookie'), true],
  [
    'set() replaces all lines of set-cookie',
    h => {
      const headers = h(COOKIES)
      headers.set('set-cookie', 'c=3')
      return headers.getSetCookie()
    },
    ['c=3'],
  ],
  [
    'delete() removes all lines of set-cookie',
    h => after(h(COOKIES), x => x.delete('set-cookie')),
    [['x', '1']],
  ],
  [
    'a loop sees lines of set-cookie apart, in their place',
    h => [...h([...COOKIES, ['s', '0']])].map(([name]) => name),
    ['s', 'set-cookie', 'set-cookie', 'set-cookie', 'x'],
  ],
  [
    'a loop is sorted by name',
    h => [...h({ b: '', 'a-b': '', A: '', ab: '', a1: '' }).keys()],
    ['a', 'a-b', 'a1', 'ab', 'b'],
  ],
  ['keys() gives names', h => [...h({ b: '2', a: '1' }).keys()], ['a', 'b']],
  [
    'values() gives values in the order of names',
    h => [...h({ b: '2', a: '1' }).values()],
    ['1', '2'],
  ],
  ['entries() gives pairs', h => [...h({ a: '1' }).entries()], [['a', '1']]],
  [
    'entries() is what a loop calls',
    h => {
      const x = h()
      return x.entries === x[Symbol.iterator]
    },
    true,
  ],
  ['an iterator has a tag', h => tagOf(h().entries()), 'Headers Iterator'],
  [
    'an iterator iterates itself',
    h => {
      const x = h().keys()
      return x[Symbol.iterator]() === x
    },
    true,
  ],
  [
    'a finished iterator stays finished',
    h => {
      const x = h().keys()
      x.next()
      return x.next().done
    },
    true,
  ],
  [
    'forEach() gives value, name and headers',
    h => {
      const x = h({ a: '1' })
      const seen: unknown[] = []
      x.forEach((value, name, all) => {
        seen.push(value, name, all === x)
      })
      return seen
    },
    ['1', 'a', true],
  ],
  [
    'forEach() calls with its second argument as this',
    h => {
      const seen: unknown[] = []
      h({ a: '1' }).forEach(function (this: unknown) {
        seen.push(this)
      }, seen)
      return seen[0] === seen
    },
    true,
  ],
  ['forEach() wants a function', h => h().forEach(1 as never), TYPE_ERROR],
  [
    'forEach() hands on what its function throws',
    h =>
      h({ a: '1' }).forEach(() => {
        throw new RangeError()
      }),
    { threw: 'RangeError' },
  ],
  [
    'a loop sees a name added behind it',
    h => seenWhile(h({ a: '', b: '' }), x => x.set('c', '')),
    ['a', 'b', 'c'],
  ],
  [
    'a loop goes by position: a name added before it is not seen, one is seen twice',
    h => seenWhile(h({ b: '', c: '' }), x => x.set('a', '')),
    ['b', 'b', 'c'],
  ],
  [
    'a loop goes by position: removing what it is at skips the next',
    h => seenWhile(h({ a: '', b: '', c: '' }), x => x.delete('a')),
    ['a', 'c'],
  ],
  [
    'a loop does not see what was removed behind it',
    h => seenWhile(h({ a: '', b: '', c: '' }), x => x.delete('c')),
    ['a', 'b'],
  ],
  ['headers have a tag', h => tagOf(h()), 'Headers'],
  ['headers have no members of their own', h => Object.keys(h({ a: '1' })), []],
]
