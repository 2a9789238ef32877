/** Table B: Host and scheme, as they reach `request.url`. */
import assert from 'node:assert'
import { accepted, head, refused, sends } from './case.mjs'

const withHost = host => head('/p', { host })
const hostIs = expected =>
  accepted(({ url }) => assert.strictEqual(new URL(url).host, expected, `the URL is ${url}`))
const hostIsOurs = (answer, client) => hostIs(client.host)(answer)

/** Whatever it falls back to. */
const someHost = accepted(({ url }) => {
  assert.match(new URL(url).host, /^(localhost|127\.0\.0\.1)(:\d+)?$/, `the URL is ${url}`)
  assert.strictEqual(new URL(url).pathname, '/p')
})

export const authority = [
  sends(
    41,
    'HTTP/1.0 without Host is answered',
    head('/p', { host: null, version: '1.0' }),
    someHost,
  ),
  sends(42, 'an empty Host counts as none', withHost(''), someHost),
  sends(43, 'two Host lines are refused', withHost('a\r\nHost: b'), refused),
  ...[
    [44, 'a@evil', 'credentials'],
    [45, 'good/admin?', 'a path'],
    [45, 'good#', 'a fragment'],
    [45, 'good\\x', 'a backslash'],
    [46, 'h:99999', 'a port beyond all ports'],
    [46, 'h:abc', 'a port of letters'],
    [47, '[::1%eth0]', 'a zone'],
    [49, '--.80', 'a last label that is a number'],
    [49, 'b.ca.8099999', 'a large number for its last label'],
    [49, '80', 'a number, which URLs read as an address,'],
    [51, 'ex\xe4mple.com', 'latin1'],
    [52, `${'h'.repeat(300)}.example`, 'a label of 300 characters'],
    [52, 'h'.repeat(8_000), '8 kB'],
  ].map(([row, host, what]) => sends(row, `Host with ${what} is refused`, withHost(host), refused)),
  sends(47, 'an IPv6 address is a host', withHost('[::1]:3000'), hostIs('[::1]:3000')),
  sends(50, 'a host is lower-cased', withHost('EXAMPLE.com'), hostIs('example.com')),
  sends(
    53,
    'forwarded headers of anybody are ignored',
    head('/p', {
      more: 'X-Forwarded-Host: evil\r\nX-Forwarded-Proto: https\r\nForwarded: host=evil\r\n',
    }),
    (answer, client) => {
      hostIsOurs(answer, client)
      assert(answer.json().url.startsWith('http:'), 'https is claimed')
    },
  ),
]
