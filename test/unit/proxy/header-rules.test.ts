/** The option `headers`: a wrong table stops the mount, and says which rule is at fault. */
import { createRoutes } from '../../../src/create-routes'

const GET = () => new Response('ok')
const mount = (headers: unknown) =>
  createRoutes({ 'a/route.ts': { GET } }, { headers: headers as [] })

const headers = [{ key: 'x-a', value: '1' }]

it.each([
  ['{}', {}, 'The option "headers" must be an array of { source, headers }'],
  ['no rule', [null], '"headers[0]" cannot be used: it is not a valid object'],
  ['no source', [{ headers }], '`source` is missing for route {"headers":'],
  ['a number', [{ source: 1, headers }], '`source` is not a string'],
  ['no slash', [{ source: 'a', headers }], '`source` does not start with /'],
  ['syntax', [{ source: '/(a', headers }], "`source` parse failed (Invalid source '/(a'"],
  ['no headers', [{ source: '/a' }], '`headers` field must be an array'],
  ['empty headers', [{ source: '/a', headers: [] }], '`headers` field cannot be empty'],
  ['no key', [{ source: '/a', headers: [{ value: '1' }] }], '`key` in header item must be string'],
  [
    'no value',
    [{ source: '/a', headers: [{ key: 'a' }] }],
    '`value` in header item must be string',
  ],
  ['no item', [{ source: '/a', headers: [1] }], "must be object with { key: '', value: '' }"],
  ['a bad name', [{ source: '/a', headers: [{ key: 'a b', value: '1' }] }], 'HTTP does not allow'],
  [
    'a bad value',
    [{ source: '/a', headers: [{ key: 'a', value: 'b\nc' }] }],
    'HTTP does not allow',
  ],
  [
    'basePath',
    [{ source: '/a', headers, basePath: true }],
    '`basePath` must be undefined or false',
  ],
  ['locale', [{ source: '/a', headers, locale: true }], '`locale` must be undefined or false'],
  ['unknown', [{ source: '/a', headers, permanent: true }], 'invalid field: permanent'],
  ['has', [{ source: '/a', headers, has: {} }], '`has` must be undefined or valid has object'],
  ['the second', [{ source: '/a', headers }, {}], '"headers[1]" cannot be used'],
])('%s is refused in the words of Next.js', (_, table, message) => {
  expect(() => mount(table)).toThrow(
    expect.objectContaining({
      code: 'RH_INVALID_OPTION',
      message: expect.stringContaining(message),
    }),
  )
})

const from = async (rules: object[], path: string, init: RequestInit = {}) =>
  (await mount(rules).fetch(new Request(`http://h${path}`, init))).headers

it('a source ends at a slash that is none to routes', async () => {
  const found = await from([{ source: '/a', headers }], '/a/?q=1')
  expect(found.get('x-a')).toBe('1')
})

it('what a client has sent cannot split a field', async () => {
  const has = [{ type: 'cookie', key: 'name' }]
  const rule = { source: '/a', has, headers: [{ key: 'x-a', value: ':name' }] }
  const cookie = (value: string) => ({ headers: { cookie: `name=${value}` } })
  expect((await from([rule], '/a', cookie('ada'))).get('x-a')).toBe('ada')
  expect((await from([rule], '/a', cookie('a%0d%0ax-b:1'))).get('x-a')).toBeNull()
})

it('framing is not the table’s to say', async () => {
  const rule = { source: '/a', headers: [{ key: 'Content-Length', value: '99' }] }
  expect((await from([rule], '/a')).get('content-length')).toBeNull()
})
