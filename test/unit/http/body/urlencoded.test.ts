import vm from 'node:vm'
import { flattenFields } from '../../../../src/http/body/urlencoded'
import { errorOf } from '../message'

const bare = (members: object): object => Object.assign(Object.create(null), members)

const written = (value: object): string => {
  const pairs = flattenFields(value).map(([name, item]) => `${name}=${item}`)
  return pairs.join('&')
}

function nest(levels: number): object {
  let value: object = { end: '1' }
  for (let level = 0; level < levels; level++) value = { a: value }
  return value
}

const loop: Record<string, unknown> = {}
loop['self'] = loop

describe('flattenFields(value)', () => {
  it.each<[object, string, string]>([
    [{}, '', 'nothing'],
    [{ a: '1', b: '' }, 'a=1&b=', 'flat'],
    [{ a: { b: '1' }, c: ['2', '3'] }, 'a[b]=1&c=2&c=3', 'the example of the rule'],
    [{ a: { b: { c: '1' } } }, 'a[b][c]=1', 'two levels'],
    [{ a: { b: ['1', '2'] } }, 'a[b]=1&a[b]=2', 'an array inside'],
    [{ a: [{ b: '1' }, { b: '2' }] }, 'a[0][b]=1&a[1][b]=2', 'objects in an array keep apart'],
    [{ a: [['1'], ['2']] }, 'a[0]=1&a[1]=2', 'arrays in an array keep apart'],
    [{ a: ['1'] }, 'a=1', 'an array of one'],
    [{ a: [] }, '', 'an empty array has no fields'],
    [bare({ a: bare({ b: '1' }) }), 'a[b]=1', 'null prototypes, as qs makes them'],
    [vm.runInNewContext('({ a: { b: "1" } })'), 'a[b]=1', 'objects of another realm'],
    [{ a: null, b: undefined }, 'a=&b=', 'null and undefined are empty'],
    [{ a: 1, b: true, c: 2n }, 'a=1&b=true&c=2', 'what a parser converted'],
    [Object.fromEntries([['__proto__', '1']]), '__proto__=1', 'R7: an attacker’s name is a name'],
    [{ 'a[b]': '1', 'c.d': '2' }, 'a[b]=1&c.d=2', 'R7: nothing is expanded'],
  ])('BODY-6: %j is %s (%s)', (value, expected) => {
    expect(written(value)).toBe(expected)
  })

  it.each<[string, object, string]>([
    ['a date', { a: new Date(0) }, 'a'],
    ['a map', { a: new Map() }, 'a'],
    ['bytes', { a: { b: Buffer.from('x') } }, 'a[b]'],
    ['a function', { a: () => 1 }, 'a'],
    ['a symbol', { a: [Symbol('x')] }, 'a'],
    ['more than 32 levels', nest(40), 'a[a]'],
    ['an object that contains itself', loop, 'self[self]'],
  ])('BODY-6: %s is RH_BODY_UNSUPPORTED, naming the field', (_what, value, field) => {
    const error = errorOf(() => flattenFields(value)) as Error
    expect(error).toMatchObject({ code: 'RH_BODY_UNSUPPORTED', status: 500 })
    expect(error.message).toContain(`"${field}`)
    expect(error.message).toContain('keepRawBody')
    expect(error.message).not.toContain('[object')
  })

  it('BODY-6: 32 levels are still a form', () => {
    expect(flattenFields(nest(30))).toHaveLength(1)
  })
})
