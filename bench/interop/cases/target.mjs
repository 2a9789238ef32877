/** Table A: what a handler makes of the request target. */
import assert from 'node:assert'
import { accepted, head, isText, pathIs, refused, sends, urlIs } from './case.mjs'

const search = expected => urlIs(url => assert.strictEqual(url.search, expected))

export const target = [
  sends(
    1,
    '`//evil.example/p` does not become the host',
    head('//evil.example/p'),
    urlIs((url, { host }) => {
      assert.strictEqual(url.host, host, `the host is ${url.host}`)
    }),
  ),
  sends(2, 'an absolute target is taken by its path', head('http://other/p'), pathIs('/p')),
  sends(
    3,
    'an absolute target does not claim https',
    head('https://other/p'),
    urlIs(url => {
      assert.strictEqual(url.protocol, 'http:', 'https is claimed')
    }),
  ),
  sends(4, 'credentials in an absolute target are refused', head('http://u:p@h/p'), refused),
  sends(5, 'an absolute target without authority is refused', head('http:///x'), refused),
  sends(5, 'an absolute target with a broken authority is refused', head('http://[bad/x'), refused),
  sends(6, 'a file: target is refused', head('file:///etc/passwd'), refused),
  sends(
    7,
    '`OPTIONS *` is no failure',
    head('*', { method: 'OPTIONS' }),
    ({ status }) => {
      assert(status < 500, `${status}`)
    },
    { method: 'OPTIONS' },
  ),
  sends(
    10,
    'a fragment is cut off',
    head('/p#frag'),
    urlIs(url => {
      assert.deepStrictEqual([url.pathname, url.hash], ['/p', ''], 'the fragment is kept')
    }),
  ),
  sends(10, 'a query ends at the fragment', head('/p?a=1#?b=2'), search('?a=1')),
  sends(11, 'a query of odd characters stays as it is', head('/p??x=1&&=&a'), search('??x=1&&=&a')),
  ...[
    [17, '/x/%2e%2e/admin'],
    [17, '/.%2e/admin'],
    [18, '/x/../admin'],
    [18, '/./admin'],
    [19, '/\\admin'],
    [19, '/x\\..\\admin'],
  ].map(([row, path]) =>
    sends(row, `\`${path}\` is not handled as another path`, head(path), pathIs(path)),
  ),
  sends(20, '`;` is an ordinary character', head('/admin;a=1'), pathIs('/admin;a=1')),
  sends(21, 'an encoded slash stays encoded', head('/item/a%2Fb'), pathIs('/item/a%2Fb')),
  sends(22, 'a doubly encoded slash stays so', head('/item/%252F'), pathIs('/item/%252F')),
  sends(25, 'an invalid escape is no failure', head('/item/%C0%AE'), pathIs('/item/%C0%AE')),
  sends(
    35,
    'a path of 15 kB works',
    head(`/${'p'.repeat(15_000)}`),
    pathIs(`/${'p'.repeat(15_000)}`),
  ),
  sends(
    89,
    'an Upgrade that nobody listens for is an ordinary request',
    head('/case/text', {
      more: 'Connection: Upgrade\r\nUpgrade: websocket\r\n',
    }),
    isText('text'),
  ),
  sends(
    65,
    'a method of its own (PROPFIND) is no failure',
    head('/p', { method: 'PROPFIND' }),
    ({ status }) => {
      assert(status < 500, `${status}`)
    },
    { ends: false },
  ),
  sends(
    76,
    'a header value is latin1',
    head('/p', { more: 'X-Latin: caf\xe9\r\n' }),
    accepted(({ headers }) => {
      assert.strictEqual(headers['x-latin'], 'caf\xe9')
    }),
  ),
  sends(
    78,
    'two Cookie lines are joined by a semicolon',
    head('/p', { more: 'Cookie: a=1\r\nCookie: b=2\r\n' }),
    accepted(({ headers }) => {
      assert.strictEqual(headers.cookie, 'a=1; b=2')
    }),
  ),
]
