/** Table D: request headers. */
import { gzipSync } from 'node:zlib'
import { step } from '../hosts/host/layer'
import type { Setup } from '../hosts/host/setup'
import { syntaxOfHttp1 } from '../hosts/table'
import { fault } from './fault'
import { answered } from './legend'
import { get, onlyHttp2 } from './targets'

/** Answers the values of the headers named in `x-names`. */
function show(request: Request): Response {
  const names = request.headers.get('x-names')?.split(' ') ?? []
  return Response.json(names.map(name => request.headers.get(name)))
}

const repeated: ReadonlyArray<
  readonly [row: number, what: string, name: string, lines: string, value: string | null]
> = [
  [76, '0xE9 is one latin1 character', 'x-a', 'X-A: caf\xe9\r\n', 'caf\xe9'],
  [76, 'bytes of UTF-8 are not decoded', 'x-a', 'X-A: \xc3\xa9\r\n', '\xc3\xa9'],
  [77, 'repeated x-a is joined', 'x-a', 'X-A: 1\r\nx-a: 2\r\n', '1, 2'],
  [78, 'Cookie lines are joined with "; "', 'cookie', 'Cookie: a=1\r\nCookie: b=2\r\n', 'a=1; b=2'],
  [
    79,
    'the first Content-Type wins',
    'content-type',
    'Content-Type: a/b\r\nContent-Type: c/d\r\n',
    'a/b',
  ],
  [
    79,
    'the first Authorization wins',
    'authorization',
    'Authorization: a\r\nAuthorization: b\r\n',
    'a',
  ],
  [79, 'the first User-Agent wins', 'user-agent', 'User-Agent: a\r\nuser-agent: b\r\n', 'a'],
  [
    82,
    'a header that Connection names is passed on',
    'x-secret',
    'Connection: x-secret\r\nX-Secret: 1\r\n',
    '1',
  ],
  [85, 'white space around a value is trimmed', 'x-a', 'X-A: \t  b c \t\r\n', 'b c'],
  [85, 'an empty value is one', 'x-a', 'X-A:\r\n', ''],
  [
    86,
    '__proto__, which Node’s req.headers cannot hold, is lost and harms nothing',
    '__proto__',
    '__proto__: x\r\n',
    null,
  ],
  [86, 'constructor is a name like any other', 'constructor', 'constructor: x\r\n', 'x'],
]

for (const [row, title, name, lines, value] of repeated) {
  fault({
    row,
    title,
    handler: show,
    send: client => client.bytes(get(client.path, `Host: h\r\n${lines}x-names: ${name}\r\n`)),
    expect: answered([value]),
    except: syntaxOfHttp1,
  })
}

fault({
  row: 77,
  title: 'repeated fields are joined over HTTP/2 too',
  handler: show,
  send: client =>
    client
      .h2()
      .raw({ ':path': client.path, 'x-a': ['1', '2'], 'x-names': 'x-a' })
      .answer(),
  expect: answered(['1, 2']),
  except: onlyHttp2,
})

fault({
  row: 81,
  title: '1,500 headers are answered, or refused by Node',
  connection: 'either',
  send: client => client.bytes(get(client.path, `Host: h\r\n${'a: b\r\n'.repeat(1_500)}`)),
  expect: answer => expect([200, 431]).toContain(answer.status),
  except: syntaxOfHttp1,
})

fault({
  row: 83,
  title: 'pseudo headers are no headers, and host is :authority',
  handler: request =>
    Response.json([...request.headers.keys()].filter(name => !name.startsWith('x-forwarded-'))),
  send: client => client.h2().raw({ ':path': client.path, ':authority': 'h', 'x-a': '1' }).answer(),
  expect: answered(['host', 'x-a']),
  except: onlyHttp2,
})

fault({
  row: 84,
  title: 'cookie crumbs are joined with "; ", and te is an ordinary field',
  handler: show,
  send: client =>
    client
      .h2()
      .raw({ ':path': client.path, cookie: ['a=1', 'b=2'], te: 'trailers', 'x-names': 'cookie te' })
      .answer(),
  expect: answered(['a=1; b=2', 'trailers']),
  except: onlyHttp2,
})

/** What middleware may leave in `req.headers`, and what a handler is to see of it. */
const odd: ReadonlyArray<readonly [what: string, name: string, value: unknown, seen: unknown]> = [
  ['an array', 'x-a', ['1', '2'], '1, 2'],
  ['a number', 'x-a', 5, '5'],
  ['undefined', 'x-a', undefined, null],
  ['null', 'x-a', null, null],
  ['an object', 'x-a', { toString: () => 'x' }, null],
  ['a symbol', 'x-a', Symbol('x'), null],
  ['a value with CR and LF', 'x-a', 'a\r\nx-b: c', null],
  ['a value outside latin1', 'x-a', '한', null],
  ['a name with a space', 'x a', 'b', undefined],
  ['a content-type in an array', 'content-type', ['application/json'], 'application/json'],
  ['a length that is a number', 'content-length', 2, '2'],
  ['a coding in an array', 'transfer-encoding', ['chunked'], 'chunked'],
  ['a cookie in an array', 'cookie', ['a=1; b=2'], 'a=1; b=2'],
  ['a host in an array', 'host', ['good.example'], 'good.example'],
  ['a host that is a number', 'host', 5, '5'],
  ['no host', 'host', undefined, null],
]

for (const [what, name, value, seen] of odd) {
  const setup: Setup = {
    before: [
      step(req => {
        if (req.headers['x-odd']) req.headers[name] = value
      }),
    ],
  }
  fault({
    row: 86,
    title: `${what} left in req.headers by middleware throws nothing`,
    setup,
    handler: async request => {
      const body = await request.text()
      if (seen === undefined) return Response.json([undefined, body])
      return Response.json([request.headers.get(name), body])
    },
    send: client =>
      client.send({
        method: 'POST',
        path: client.path,
        headers: { 'x-odd': '1', 'content-type': 'text/plain' },
        body: 'ok',
      }),
    expect: answered([seen ?? null, 'ok']),
    except: name === 'host' ? syntaxOfHttp1 : {},
  })
}

fault({
  row: 87,
  title: 'after a parser undid a content coding, length and coding describe what can be read',
  setup: { parsers: ['json'] },
  handler: async request => {
    const { headers } = request
    const body = await request.text()
    return Response.json([headers.get('content-encoding'), headers.get('content-length'), body])
  },
  send: client =>
    client.send({
      method: 'POST',
      path: client.path,
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: gzipSync('{"a":1}'),
    }),
  expect: answered([null, '7', '{"a":1}']),
})

fault({
  row: 89,
  title: 'Upgrade without a listener is an ordinary request, and no listener is added',
  async send(client) {
    const headers = 'Host: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n'
    const answer = await client.bytes(get(client.path, headers))
    return [answer.status, answer.text, client.app.server.listenerCount('upgrade')]
  },
  expect: seen => expect(seen).toEqual([200, 'handled', 0]),
  except: syntaxOfHttp1,
})

fault({
  row: 90,
  title: 'trailers end a body, and are not merged into the headers',
  handler: async request => Response.json([await request.text(), request.headers.get('x-trailer')]),
  send: client =>
    client.bytes(
      `POST ${client.path} HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n` +
        'Trailer: x-trailer\r\n\r\n4\r\nbody\r\n0\r\nx-trailer: late\r\n\r\n',
      'POST',
    ),
  expect: answered(['body', null]),
  except: syntaxOfHttp1,
})
