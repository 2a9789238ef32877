/** Table F of the fault list: which head a handler's response may have. */

import { isBodiless, readHead } from '../../../../src/http/response/head'
import { state } from '../../../../src/state'
import { errorOf } from '../message'

const headOf = (headers: HeadersInit, init: ResponseInit = {}) =>
  readHead(new Response(null, { ...init, headers }))

/** A response of another realm or a polyfill: only its shape counts. */
function shaped(members: object): Response {
  return { status: 200, statusText: '', headers: new Headers(), body: null, ...members } as Response
}

/** As `fetch` gives it: with the URL that it came from. */
function fetched(headers: HeadersInit): Response {
  return shaped({ url: 'http://upstream/', headers: new Headers(headers) })
}

describe('readHead(response)', () => {
  it('HDR-3: takes status, phrase and fields, in lower case', () => {
    const headers = { 'X-A': '1', 'Content-Type': 'text/plain', ETag: '"e"' }
    expect(headOf(headers, { status: 418, statusText: 'a pot' })).toEqual({
      status: 418,
      statusText: 'a pot',
      fields: [
        ['content-type', 'text/plain'],
        ['etag', '"e"'],
        ['x-a', '1'],
      ],
      setCookie: [],
      vary: undefined,
      contentLength: undefined,
    })
  })

  it.each([200, 204, 304, 404, 500, 599])('HDR-3: the status %i is one', status => {
    expect(readHead(shaped({ status })).status).toBe(status)
  })

  it.each([
    ['0', 0, 'row 132: Response.error()'],
    ['99', 99, 'row 133'],
    ['101', 101, 'row 134: informational'],
    ['199', 199, 'one below the range'],
    ['600', 600, 'row 133: one above the range'],
    ['999', 999, 'row 133'],
    ['NaN', Number.NaN, 'row 133'],
    ['200.5', 200.5, 'no integer'],
    ['"200"', '200', 'row 133: a string'],
    ['undefined', undefined, 'none at all'],
  ])('HDR-3: the status %s is RH_BAD_RESPONSE (%#)', (shown, status) => {
    const error = errorOf(() => readHead(shaped({ status }))) as Error
    expect(error).toMatchObject({ code: 'RH_BAD_RESPONSE', status: 500, expose: false })
    expect(error.message).toContain(`received ${shown.replaceAll('"', '')}`)
  })

  it('row 132: the message tells what Response.error() is', () => {
    const error = errorOf(() => readHead(Response.error())) as Error
    expect(error.message).toContain('Response.error() is not an answer')
  })

  it.each([
    ['a line break', 'OK\r\nx: 1'],
    ['a control character', 'OK\u0001'],
    ['a character beyond latin1', '\ud55c'],
  ])('HDR-3: a status text with %s is RH_BAD_RESPONSE', (_what, statusText) => {
    expect(errorOf(() => readHead(shaped({ statusText })))).toMatchObject({
      code: 'RH_BAD_RESPONSE',
    })
  })

  it.each([
    ['a control character, which Headers accepts', new Headers({ 'x-a': 'a\u0001b' })],
    ['row 141: a line break', [['x-a', 'a\r\nb: c']]],
    ['row 141: NUL', [['x-a', 'a\u0000']]],
    ['row 142: a character beyond latin1', [['x-a', '\ud55c']]],
    ['a name that is no token', [['x a', '1']]],
  ])('HDR-3: a header with %s is RH_BAD_RESPONSE and names it', (_what, raw) => {
    const headers = Array.isArray(raw) ? Object.assign(raw, { get: () => null }) : raw
    const error = errorOf(() => readHead(shaped({ headers }))) as Error
    const cause = { code: expect.stringMatching(/^ERR_/) }
    expect(error).toMatchObject({ code: 'RH_BAD_RESPONSE', cause })
    expect(error.message).toMatch(/"x[ -]a"/)
  })

  it.each(['keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'])(
    'R14, rows 147 to 149: the hop-by-hop field %s is dropped',
    name => {
      expect(headOf({ [name]: 'x', 'x-a': '1' }).fields).toEqual([['x-a', '1']])
    },
  )

  it.each([
    ['close', ['connection', 'x-a', 'x-b']],
    ['Close', ['connection', 'x-a', 'x-b']],
    ['keep-alive', ['x-a', 'x-b']],
    ['x-a', ['x-b']],
    ['keep-alive, X-A , x-b', []],
    ['upgrade', ['x-a', 'x-b']],
  ])('row 149: Connection: %s leaves the fields %j', (connection, names) => {
    const { fields } = headOf({ connection, 'x-a': '1', 'x-b': '2' })
    expect(fields.map(([name]) => name)).toEqual(names)
  })

  it.each(['x-middleware-next', 'x-middleware-set-cookie', 'x-nextjs-cache'])(
    'R1: the control header %s never leaves',
    name => {
      expect(headOf({ [name]: '1' }).fields).toEqual([])
    },
  )

  it('row 155: cookies stay apart, in order, and out of the fields', () => {
    const headers = new Headers({ 'x-a': '1' })
    headers.append('set-cookie', 'a=1; Expires=Wed, 21 Oct 2099 07:28:00 GMT')
    headers.append('set-cookie', 'b=2')
    expect(headOf(headers)).toMatchObject({
      setCookie: ['a=1; Expires=Wed, 21 Oct 2099 07:28:00 GMT', 'b=2'],
      fields: [['x-a', '1']],
    })
  })

  it('D-h: a list of cookies replaces the response’s own', () => {
    const response = new Response(null, { headers: { 'set-cookie': 'a=1' } })
    expect(readHead(response, ['b=2']).setCookie).toEqual(['b=2'])
    expect(readHead(response, []).setCookie).toEqual([])
  })

  it('R10: a cookie that no header can hold is RH_BAD_RESPONSE', () => {
    const error = errorOf(() => readHead(new Response(null), ['a=\r\nx: 1']))
    expect(error).toMatchObject({ code: 'RH_BAD_RESPONSE' })
  })

  it.each([
    [
      'line by line',
      [
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
      ],
      ['a=1', 'b=2'],
    ],
    ['folded', [['set-cookie', 'a=1, b=2; Path=/']], ['a=1', 'b=2; Path=/']],
    [
      'folded with a date',
      [['Set-Cookie', 'a=1; Expires=Wed, 21 Oct 2099 07:28:00 GMT, b=2']],
      ['a=1; Expires=Wed, 21 Oct 2099 07:28:00 GMT', 'b=2'],
    ],
  ])('HDR-6, row 131: headers without getSetCookie give cookies %s', (_how, lines, expected) => {
    const headers = Object.assign(lines, { get: () => null })
    expect(readHead(shaped({ headers })).setCookie).toEqual(expected)
  })

  it('HDR: Vary is kept apart for the union', () => {
    const head = headOf({ vary: 'Origin', 'x-a': '1' })
    expect(head).toMatchObject({ vary: 'Origin', fields: [['x-a', '1']] })
  })

  it.each([
    ['5', 5],
    ['0', 0],
    ['+5', undefined],
    ['5, 5', undefined],
    ['abc', undefined],
    ['-1', undefined],
    ['99999999999999999999', undefined],
  ])('D-g: Content-Length %j is the declaration %s, never a field', (value, contentLength) => {
    expect(headOf({ 'content-length': value })).toMatchObject({ contentLength, fields: [] })
  })

  it('row 151: a fetched response loses what describes the wire it came over', () => {
    const headers = { 'content-encoding': 'gzip', 'content-length': '9', etag: '"e"' }
    expect(readHead(fetched(headers))).toMatchObject({
      fields: [['etag', '"e"']],
      contentLength: undefined,
    })
  })

  it('row 154: a coding that the handler applied itself is kept', () => {
    expect(headOf({ 'content-encoding': 'gzip' }).fields).toEqual([['content-encoding', 'gzip']])
  })

  it('table 10: no header is added', () => {
    expect(headOf({}).fields).toEqual([])
  })
})

describe('isBodiless(status, method)', () => {
  it.each([
    [200, 'GET', false],
    [200, 'HEAD', true],
    [404, 'HEAD', true],
    [204, 'GET', true],
    [205, 'POST', true],
    [304, 'GET', true],
    [302, 'GET', false],
    [200, undefined, false],
  ])('NB-1: %i to %s: %s', (status, method, expected) => {
    expect(isBodiless(status, method)).toBe(expected)
  })
})

describe('a header that describes the connection', () => {
  it('is dropped with one warning, unless the response was fetched', () => {
    state.warned.clear()
    const emit = jest.spyOn(process, 'emitWarning').mockImplementation(() => {})
    const fetched = new Response('x', { headers: { trailer: 'x-sum' } })
    Object.defineProperty(fetched, 'url', { value: 'http://upstream.test/' })
    readHead(fetched)
    for (let count = 0; count < 2; count++) {
      readHead(new Response('x', { headers: { upgrade: 'websocket' } }))
    }
    const warnings = emit.mock.calls.map(([message]) => message)
    emit.mockRestore()
    expect(warnings).toEqual([expect.stringContaining('"upgrade"')])
  })

  it('is dropped without a warning where it is the Connection: keep-alive of event streams', () => {
    state.warned.clear()
    const emit = jest.spyOn(process, 'emitWarning').mockImplementation(() => {})
    expect(headOf({ connection: 'Keep-Alive' }).fields).toEqual([])
    expect(emit).not.toHaveBeenCalled()
    headOf({ connection: 'upgrade' })
    expect(emit).toHaveBeenCalledTimes(1)
    emit.mockRestore()
  })
})
