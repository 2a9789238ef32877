/** Table B: Host, forwarded headers, scheme. */
import { onlyKoa, syntaxOfHttp1 } from '../hosts/table'
import { fault } from './fault'
import { answered, refused } from './legend'
import { get, onlyHttp2 } from './targets'

interface Seen {
  readonly url: string
  readonly host: string | null
}

for (const [row, what, request] of [
  [41, 'HTTP/1.0 without Host', 'GET /url HTTP/1.0\r\nConnection: keep-alive\r\n\r\n'],
  [42, 'an empty Host', get('/url', 'Host:\r\n')],
  [42, 'a Host of spaces', get('/url', 'Host:   \r\n')],
] as const) {
  fault({
    row,
    title: `${what} falls back to localhost and the local port`,
    send: client => client.bytes(request),
    expect(answer, { app }) {
      expect([answer.status, answer.json().url]).toEqual([200, `http://localhost:${app.port}/url`])
    },
    except: syntaxOfHttp1,
  })
}

for (const [what, headers] of [
  ['Host lines', 'Host: a\r\nHost: b\r\n'],
  ['equal Host lines', 'Host: a\r\nhost: a\r\n'],
  ['Host lines, the first of them empty', 'Host:\r\nHost: b\r\n'],
] as const) {
  fault({
    row: 43,
    title: `two ${what} are refused: 400`,
    send: client => client.bytes(get('/url', headers)),
    expect: refused(400),
    except: syntaxOfHttp1,
  })
}

const bad: ReadonlyArray<readonly [row: number, host: string]> = [
  [44, 'a@evil'],
  [44, 'a:b@evil'],
  [45, 'good/admin?'],
  [45, 'good/'],
  [45, 'good?'],
  [45, 'good#'],
  [45, 'good\\x'],
  [46, 'h:99999'],
  [46, 'h:65536'],
  [46, 'h:abc'],
  [46, 'h:-1'],
  [46, 'h:80:80'],
  [46, ':80'],
  [47, '[::1%eth0]'],
  [47, '[::1%25eth0]'],
  [47, '[::1'],
  [47, '::1'],
  [47, '[]'],
  [49, '--.80'],
  [49, 'b.ca.8099999'],
  [49, '80'],
  [49, '0x7f.1'],
  [51, 'ex\xe4mple.com'],
  [51, 'ex%61mple.com'],
  [52, `${'a'.repeat(300)}.example`],
  [52, 'a.'.repeat(4_000)],
  [44, 'a b'],
  [44, 'a, b'],
  [44, 'a<b'],
  [44, 'a^b'],
  [44, 'a|b'],
]

for (const [row, host] of bad) {
  const shown = host.length > 40 ? `${host.slice(0, 8)}… (${host.length})` : host
  fault({
    row,
    title: `Host "${shown}" is refused: 400`,
    send: client => client.bytes(get('/url', `Host: ${host}\r\n`)),
    expect: refused(400),
    except: syntaxOfHttp1,
  })
}

for (const [row, host, url] of [
  [46, 'h:', 'http://h/url'],
  [46, 'h:080', 'http://h/url'],
  [47, '[::1]:3000', 'http://[::1]:3000/url'],
  [47, '[0:0::1]', 'http://[::1]/url'],
  [49, '127.0.0.1:81', 'http://127.0.0.1:81/url'],
  [50, 'EXAMPLE.com', 'http://example.com/url'],
  [50, 'example.com.', 'http://example.com./url'],
  [50, 'a_b.example', 'http://a_b.example/url'],
] as const) {
  fault({
    row,
    title: `Host "${host}" gives ${url}`,
    send: async client => (await client.get('/url', { host })).json(),
    expect: (seen: Seen) => expect(seen.url).toBe(url),
  })
}

const spoofed = {
  host: 'inner:81',
  'x-forwarded-host': 'evil.example',
  'x-forwarded-proto': 'https',
  'x-forwarded-port': '444',
  forwarded: 'host=evil.example;proto=https',
}

fault({
  row: 53,
  title: 'without trust forwarded headers are ignored, and can be read',
  handler: request =>
    Response.json([request.url.slice(0, 15), request.headers.get('x-forwarded-host')]),
  send: client => client.get(client.path, spoofed),
  expect: answered(['http://inner:81', 'evil.example']),
})

const all = { trustProxy: true }
const koaIsAllOrNothing = {
  koa2: 'app.proxy is all or nothing',
  koa3: 'app.proxy is all or nothing',
  'koa3 over http2': 'app.proxy is all or nothing',
}

for (const [trustProxy, origin, except] of [
  [true, 'https://evil.example', {}],
  [1, 'https://evil.example', koaIsAllOrNothing],
  ['127.0.0.0/8', 'https://evil.example', koaIsAllOrNothing],
  ['10.0.0.0/8', 'http://inner:81', koaIsAllOrNothing],
] as const) {
  fault({
    row: 54,
    title: `trust proxy ${trustProxy} gives ${origin}`,
    setup: { trustProxy },
    send: async client => (await client.get('/url', spoofed)).json(),
    expect: (seen: Seen) => expect(seen.url).toBe(`${origin}/url`),
    except,
  })
}

for (const host of ['a@evil', 'evil/x', 'h:99999', '--.80', 'evil\\x', '']) {
  fault({
    row: 54,
    title: `a trusted X-Forwarded-Host "${host}" is validated like any`,
    setup: all,
    send: client => client.get('/url', { host: 'inner', 'x-forwarded-host': host }),
    expect(answer, client) {
      if (host !== '') return refused(400)(answer, client)
      expect(answer.json().url).toBe('http://inner/url')
    },
  })
}

for (const [proto, scheme] of [
  ['javascript', 'http'],
  ['https', 'https'],
  ['HTTPS', 'http'],
  ['https,http', 'https'],
  ['javascript,https', 'http'],
  ['https://evil/', 'http'],
] as const) {
  fault({
    row: 55,
    title: `a trusted X-Forwarded-Proto "${proto}" gives ${scheme}`,
    setup: all,
    send: async client =>
      (await client.get('/url', { host: 'h', 'x-forwarded-proto': proto })).json(),
    expect: (seen: Seen) => expect(seen.url).toBe(`${scheme}://h/url`),
  })
}

fault({
  row: 57,
  title: 'app.proxy decides, and what it lets through is validated',
  setup: all,
  send: async client => [
    (await client.get('/url', spoofed)).json().url,
    (await client.get('/url', { ...spoofed, 'x-forwarded-host': 'evil:x@legit' })).status,
  ],
  expect: seen => expect(seen).toEqual(['https://evil.example/url', 400]),
  except: onlyKoa,
})

for (const trustProxy of [false, true]) {
  fault({
    row: 59,
    title: `headers that rewrite the path have no effect (trust: ${trustProxy})`,
    ...(trustProxy && { setup: all }),
    send: async client =>
      (
        await client.get('/url/a', {
          host: 'h',
          'x-forwarded-prefix': '/evil',
          'x-forwarded-uri': '/admin',
          'x-original-url': '/admin',
          'x-rewrite-url': '/admin',
        })
      ).json(),
    expect: (seen: Seen) => expect(seen.url).toBe('http://h/url/a'),
  })
}

fault({
  row: 60,
  title: 'control headers of Next.js are ordinary headers',
  handler: request =>
    Response.json([request.headers.get('x-middleware-subrequest'), request.headers.get('rsc')]),
  send: client =>
    client.get(client.path, {
      'x-middleware-subrequest': 'middleware:middleware',
      'x-nextjs-data': '1',
      'x-matched-path': '/admin',
      'x-now-route-matches': 'slug=evil',
      'next-action': 'x',
      rsc: '1',
    }),
  expect: answered(['middleware:middleware', '1']),
})

for (const [what, fields, url] of [
  ['host without :authority', { host: 'b.example' }, 'http://b.example/url'],
  ['both alike', { ':authority': 'b.example', host: 'b.example' }, 'http://b.example/url'],
] as const) {
  fault({
    row: 61,
    title: `${what} names the host`,
    send: async client =>
      (
        await client
          .h2()
          .raw({ ':path': '/url', ...fields })
          .answer()
      ).json(),
    expect: (seen: Seen) => expect(seen).toEqual({ url, host: 'b.example' }),
    except: onlyHttp2,
  })
}

fault({
  row: 61,
  title: 'a host that differs from :authority is refused: 400',
  send: client =>
    client.h2().raw({ ':path': '/url', ':authority': 'a.example', host: 'b.example' }).answer(),
  expect: refused(400),
  except: onlyHttp2,
})

for (const authority of ['u@evil', 'a?b', 'h:99999', '--.80', 'a\\b', 'a b']) {
  fault({
    row: 61,
    title: `:authority "${authority}" is refused: 400, or by nghttp2`,
    send: client =>
      client
        .h2()
        .raw({ ':path': client.path, ':authority': authority })
        .answer()
        .then(
          answer => answer.status,
          () => 400,
        ),
    expect(status, { requests }) {
      expect([status, requests.length]).toEqual([400, 0])
    },
    except: onlyHttp2,
  })
}

const fixed = { options: { origin: 'https://fixed.example:444' } }
for (const [what, headers] of [
  ['another Host', 'Host: other\r\n'],
  ['an empty Host', 'Host:\r\n'],
  ['a Host that is none', 'Host: a@b/c?d\r\n'],
  ['forwarded headers', 'Host: h\r\nX-Forwarded-Host: evil\r\nX-Forwarded-Proto: http\r\n'],
] as const) {
  fault({
    row: 63,
    title: `the origin option wins over ${what}`,
    setup: fixed,
    send: async client => (await client.bytes(get('/url', headers))).json(),
    expect: (seen: Seen) => expect(seen.url).toBe('https://fixed.example:444/url'),
    except: syntaxOfHttp1,
  })
}

fault({
  row: 63,
  title: 'the origin option does not make two Host lines one',
  setup: fixed,
  send: client => client.bytes(get('/url', 'Host: a\r\nHost: b\r\n')),
  expect: refused(400),
  except: syntaxOfHttp1,
})
