/** Rows 76 to 90: `req.headers`, with whatever earlier middleware made of it, as `Headers`. */
import type { IncomingHttpHeaders } from 'node:http'
import { toHeaders } from '../../../../src/http/request/headers'

const listed = (from: object): [string, string][] => [...toHeaders(from as IncomingHttpHeaders)]

describe('toHeaders(from)', () => {
  it('REQ-2: gives a native Headers with every name and value', () => {
    const headers = toHeaders({ accept: '*/*', 'x-a': '1, 2', cookie: 'a=1; b=2' })
    expect(headers).toBeInstanceOf(Headers)
    expect([...headers]).toEqual([
      ['accept', '*/*'],
      ['cookie', 'a=1; b=2'],
      ['x-a', '1, 2'],
    ])
  })

  it('REQ-2: the items of an array are appended one by one', () => {
    expect(listed({ 'set-cookie': ['a=1', 'b=2, c'] })).toEqual([
      ['set-cookie', 'a=1'],
      ['set-cookie', 'b=2, c'],
    ])
    expect(listed({ 'x-a': ['1', '2'] })).toEqual([['x-a', '1, 2']])
  })

  it('row 83: HTTP/2 pseudo headers are left out', () => {
    const pseudo = { ':method': 'GET', ':path': '/', ':scheme': 'https', accept: '*/*' }
    expect(listed(pseudo)).toEqual([['accept', '*/*']])
  })

  it('H2-2: host comes from :authority where there is none', () => {
    expect(listed({ ':authority': 'a:1' })).toEqual([['host', 'a:1']])
    expect(listed({ ':authority': 'a:1', host: 'b' })).toEqual([['host', 'b']])
  })

  it.each([
    [{ 'x-a': undefined }, [], 'undefined'],
    [{ 'x-a': null }, [], 'null'],
    [{ 'x-a': 7 }, [['x-a', '7']], 'a number'],
    [{ 'x-a': true }, [], 'a boolean'],
    [{ 'x-a': { b: 1 } }, [], 'an object'],
    [{ 'x-a': ['1', undefined, ['2']] }, [['x-a', '1, 2']], 'a mixed array'],
    [{ 'x-a': 'a\nb' }, [], 'a line break'],
    [{ 'x-a': '\ud55c' }, [], 'a character beyond latin1'],
    [{ 'x a': '1', '': '2' }, [], 'a name that is no token'],
    [{ [Symbol('x')]: '1' }, [], 'a symbol, as frameworks attach'],
  ])('row 86: junk left by middleware does not throw: %j is %j (%s)', (from, expected) => {
    expect(listed(from)).toEqual(expected)
  })

  it.each([
    ['x-empty', '', 'row 85: an empty value'],
    ['x-latin', 'caf\u00e9', 'row 76: latin1'],
    ['__proto__', 'x', 'R16: a name of Object.prototype'],
    ['x-middleware-subrequest', 'x', 'R1, row 60: an ordinary header'],
  ])('%s: %j passes through (%s)', (name, value) => {
    const from = Object.fromEntries([[name, value]])
    expect(toHeaders(from).get(name)).toBe(value)
  })
})
