/** Headers: what a name and a value may be, and how they are normalised (Fetch, "Headers class"). */
import { type Row, TYPE_ERROR } from '../rule'

/** Makes headers; the init is whatever a rule wants to try. */
export type MakeHeaders = (init?: any) => Headers

const refusedName = (what: string, name: string): Row<MakeHeaders>[] => [
  [`a name ${what} is refused by the constructor`, h => h({ [name]: '1' }), TYPE_ERROR],
  [`a name ${what} is refused by append()`, h => h().append(name, '1'), TYPE_ERROR],
  [`a name ${what} is refused by set()`, h => h().set(name, '1'), TYPE_ERROR],
  [`a name ${what} is refused by get()`, h => h().get(name), TYPE_ERROR],
  [`a name ${what} is refused by has()`, h => h().has(name), TYPE_ERROR],
  [`a name ${what} is refused by delete()`, h => h().delete(name), TYPE_ERROR],
]

const refusedValue = (what: string, value: unknown): Row<MakeHeaders>[] => [
  [`a value ${what} is refused by the constructor`, h => h({ a: value }), TYPE_ERROR],
  [`a value ${what} is refused by append()`, h => h().append('a', value as string), TYPE_ERROR],
  [`a value ${what} is refused by set()`, h => h().set('a', value as string), TYPE_ERROR],
]

const converted = (what: string, value: unknown, text: string): Row<MakeHeaders> => [
  `a value that is ${what} becomes text`,
  h => h({ a: value }).get('a'),
  text,
]

const TOKEN = "!#$%&'*+-.^_`|~09azAZ"

export const headersNames: readonly Row<MakeHeaders>[] = [
  ['names are kept in lower case', h => [...h({ 'X-A': '1' })], [['x-a', '1']]],
  ['get() compares names without case', h => h({ 'x-a': '1' }).get('X-A'), '1'],
  ['has() compares names without case', h => h({ 'x-a': '1' }).has('X-A'), true],
  ['a name may be any token', h => [...h({ [TOKEN]: '1' }).keys()], [TOKEN.toLowerCase()]],
  ['a name may be __proto__', h => h([['__proto__', '1']]).get('__proto__'), '1'],
  ...refusedName('without characters', ''),
  ...refusedName('with a space', 'a b'),
  ...refusedName('with a colon', 'a:'),
  ...refusedName('with a line feed', 'a\n'),
  ...refusedName('outside ASCII', 'é'),
  ['white space around a value is cut off', h => h({ a: ' \t\r\n1 \t\r\n' }).get('a'), '1'],
  ['white space inside a value stays', h => h({ a: 'b \t c' }).get('a'), 'b \t c'],
  ['a value may be empty', h => h({ a: '' }).get('a'), ''],
  ['a value of white space is empty', h => h({ a: ' \t' }).get('a'), ''],
  [
    'a value may have Latin-1 characters',
    h => h({ a: 'caf\u00e9\u00ff' }).get('a'),
    'caf\u00e9\u00ff',
  ],
  ['other white space is part of a value', h => h({ a: '\u00a0\v\f1' }).get('a'), '\u00a0\v\f1'],
  [
    'a value may have control characters',
    h => h({ a: 'b\u0001\u007fc' }).get('a'),
    'b\u0001\u007fc',
  ],
  ...refusedValue('with NUL', 'a\0b'),
  ...refusedValue('with a carriage return inside', 'a\rb'),
  ...refusedValue('with a line feed inside', 'a\nb'),
  ...refusedValue('with a character above U+00FF', 'a\u0100'),
  ...refusedValue('with an emoji', '😀'),
  ...refusedValue('that is a symbol', Symbol('a')),
  converted('a number', 1.5, '1.5'),
  converted('true', true, 'true'),
  converted('null', null, 'null'),
  converted('undefined', undefined, 'undefined'),
  converted('an object', { toString: () => 'text' }, 'text'),
]
