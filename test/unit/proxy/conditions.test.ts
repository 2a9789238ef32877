/** `has` and `missing` of a matcher or header rule. */
import type { RouteHas } from '../../../src/next/proxy-types'
import { captured, faultsOf } from '../../../src/proxy/conditions'

const asked = {
  header: (name: string) =>
    ({ 'x-a': 'one', 'x-empty': '', cookie: 'c=1; d=two', host: 'App.Example:80' })[name],
  location: { path: '/', search: '?q=x&q=last&empty=' },
}

const conditions: Array<[RouteHas, object | undefined]> = [
  [{ type: 'header', key: 'X-A' }, { XA: 'one' }],
  [{ type: 'header', key: 'x-a', value: 'o.e' }, {}],
  [{ type: 'header', key: 'x-a', value: 'o' }, undefined],
  [{ type: 'header', key: 'x-a', value: '(?<letter>o).*' }, { letter: 'o' }],
  [{ type: 'header', key: 'x-empty' }, undefined],
  [{ type: 'header', key: 'x-none' }, undefined],
  [{ type: 'cookie', key: 'd' }, { d: 'two' }],
  [{ type: 'cookie', key: 'd', value: 'two' }, {}],
  [{ type: 'cookie', key: 'e' }, undefined],
  [{ type: 'query', key: 'q' }, { q: 'last' }],
  [{ type: 'query', key: 'q', value: 'x' }, undefined],
  [{ type: 'query', key: 'empty' }, undefined],
  [{ type: 'host', value: 'app.example' }, { host: 'app.example' }],
  [{ type: 'host', value: 'other.example' }, undefined],
]

it.each(conditions)('has: %j captures %j', (condition, expected) => {
  const params = captured({ has: [condition] }, asked)
  if (expected === undefined || params === undefined) expect(params).toBe(expected)
  else expect({ ...params }).toEqual(expected)
})

it.each(conditions)('missing: %j is the contrary', (condition, expected) => {
  expect(captured({ missing: [condition] }, asked) === undefined).toBe(expected !== undefined)
})

it.each([
  [{}, '`has` must be undefined or valid has object'],
  [[{ type: 'path', key: 'a' }], 'invalid type "path" for {"type":"path","key":"a"}'],
  [[{ type: 'header' }], 'invalid key "undefined" for {"type":"header"}'],
  [[{ type: 'header', key: 'a', value: 1 }], 'invalid value "1"'],
  [[{ type: 'header', key: 'a', value: '(' }], 'invalid value "("'],
  [[{ type: 'host' }], 'value is required for "host" type'],
  [[null], 'invalid type "undefined"'],
])('%j is refused in the words of Next.js', (list, message) => {
  expect(faultsOf('has', list).join()).toContain(message)
})
