import { lifeOf, type Rules, verdictOn } from '../../../../src/cache/answers/storable'

const RULES: Rules = { parity: 'improved', setCookie: 'refuse' }

function outcome(init: ResponseInit, rules: Partial<Rules> = {}, isDynamic = false): string {
  const verdict = verdictOn(new Response(null, init), isDynamic, [], { ...RULES, ...rules })
  return verdict.type === 'bypass' ? verdict.reason : verdict.type
}

const withHeader = (name: string, value: string): ResponseInit => ({ headers: { [name]: value } })

describe('an answer that was made for everybody', () => {
  it.each([200, 201, 203, 204, 300, 301, 302, 303, 307, 308, 404, 410])('%i is stored', status => {
    expect(outcome({ status })).toBe('store')
  })

  it.each([202, 205, 206, 304, 400, 401, 403, 405, 418, 451])('%i is for one request', status => {
    expect(outcome({ status })).toBe('status')
  })

  it.each([429, 500, 502, 503, 599])('H12 %i is a failure', status => {
    expect(outcome({ status })).toBe('fail')
  })

  it.each([
    ['set-cookie', 'a=1', 'set-cookie'],
    ['cache-control', 'no-store', 'cache-control'],
    ['cache-control', 'Private="x", max-age=3', 'cache-control'],
    ['cache-control', 'max-age=3, no-cache', 'cache-control'],
    ['cache-control', 's-maxage=3, x-no-store', 'store'],
    ['vary', '*', 'vary'],
    ['vary', 'foo, *', 'vary'],
    ['vary', 'origin', 'vary'],
    ['vary', 'Accept-Encoding', 'store'],
    ['vary', 'accept-encoding,, ', 'store'],
    ['content-type', 'text/event-stream; charset=utf-8', 'stream'],
    ['content-range', 'bytes 0-1/2', 'stream'],
    ['content-type', 'text/plain', 'store'],
  ])('H4 with %s: %s has the outcome %s at the end', (name, value, expected) => {
    expect(outcome(withHeader(name, value))).toBe(expected)
  })

  it('H1 is stored without its cookies where that was asked for', () => {
    expect(outcome(withHeader('set-cookie', 'a=1'), { setCookie: 'strip' })).toBe('store')
  })

  it('is for one request when the handler has looked at it, whatever it answered', () => {
    expect(outcome({ status: 500 }, {}, true)).toBe('dynamic')
    expect(outcome({}, { parity: 'exact' }, true)).toBe('dynamic')
  })

  it('is stored like Next.js does where that was asked for', () => {
    const init = { status: 500, headers: { 'set-cookie': 'a=1', vary: '*' } }
    expect(outcome(init, { parity: 'exact' })).toBe('store')
  })

  it.each([
    [404, 3600, 60],
    [410, 30, 30],
    [200, 3600, 3600],
  ])('of status %i with a revalidate of %i s lives %i s', (status, revalidate, seconds) => {
    expect(lifeOf(status, revalidate, 60)).toBe(seconds)
  })
})
