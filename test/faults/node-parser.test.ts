/** Section 3.0: what Node's parser refuses before anybody else sees it, and must go on refusing. */
import { syntaxOfHttp1 } from '../hosts/table'
import { fault } from './fault'
import { byNode } from './legend'

const CHUNKED = 'Transfer-Encoding: chunked\r\n'
const post = (path: string, headers: string, body = '') =>
  `POST ${path} HTTP/1.1\r\nHost: h\r\n${headers}\r\n${body}`
const get = (target: string, headers = '') => `GET ${target} HTTP/1.1\r\nHost: h\r\n${headers}\r\n`

type Refused = readonly [what: string, request: (path: string) => string, ...statuses: number[]]

const refused: readonly Refused[] = [
  [
    'length plus transfer coding',
    path => post(path, `Content-Length: 4\r\n${CHUNKED}`, '0\r\n\r\n'),
  ],
  ['the same length twice', path => post(path, 'Content-Length: 1\r\nContent-Length: 1\r\n', 'x')],
  ['two lengths', path => post(path, 'Content-Length: 1\r\nContent-Length: 2\r\n', 'xy')],
  ['a signed length', path => post(path, 'Content-Length: +4\r\n', 'abcd')],
  ['a list of lengths', path => post(path, 'Content-Length: 4, 4\r\n', 'abcd')],
  [
    'chunked before the last coding',
    path => post(path, 'Transfer-Encoding: chunked, identity\r\n'),
  ],
  ['a space before the colon', path => post(path, 'Transfer-Encoding : chunked\r\n', '0\r\n\r\n')],
  ['lines that end in LF', path => `GET ${path} HTTP/1.1\nHost: h\n\n`],
  ['a bare CR', path => get(path, 'x-a: b\rc\r\n')],
  ['a folded header', path => get(path, 'x-a: b\r\n c\r\n')],
  ['NUL in a header', path => get(path, 'x-a: b\0c\r\n')],
  ['NUL in the target', path => get(`${path}\0`)],
  ['a space in the target', path => get(`${path} x`)],
  ['a tab in the target', path => get(`${path}\tx`)],
  ['raw UTF-8 in the target', path => get(`${path}/\xed\x95\x9c`)],
  ['0xFF in the target', path => get(`${path}/\xff`)],
  ['the target a/b', () => get('a/b')],
  ['the target ?q', () => get('?q')],
  ['the target @evil', () => get('@evil')],
  ['the target javascript:x', () => get('javascript:x')],
  ['the method get', path => get(path).replace('GET', 'get')],
  ['the method FOO', path => get(path).replace('GET', 'FOO')],
  ['a method of 10 kB', path => get(path).replace('GET', 'X'.repeat(10_000))],
  ['a space within the method', path => get(path).replace('GET', 'GE T')],
  ['HTTP/1.2', path => get(path).replace('HTTP/1.1', 'HTTP/1.2')],
  ['the HTTP/2 preface', () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['no Host on HTTP/1.1', path => `GET ${path} HTTP/1.1\r\n\r\n`],
  ['a header name with a space', path => get(path, 'x a: b\r\n')],
  ['an empty header name', path => get(path, ': b\r\n')],
  ['a header of 20 kB', path => get(path, `x-a: ${'b'.repeat(20_000)}\r\n`), 431],
  ['a path of 20 kB', path => get(`${path}/${'b'.repeat(20_000)}`), 431],
]

for (const [what, request, ...statuses] of refused) {
  fault({
    row: '3.0',
    title: `${what} is refused by Node`,
    connection: 'closed',
    send: client => client.bytes(request(client.path), 'POST'),
    expect: byNode(...(statuses.length > 0 ? statuses : [400])),
    except: syntaxOfHttp1,
  })
}

fault({
  row: '3.0',
  title: 'an unknown expectation is 417',
  connection: 'either',
  send: client => client.bytes(get(client.path, 'Expect: the-unexpected\r\n')),
  expect: byNode(417),
  except: syntaxOfHttp1,
})

/** Here the head was fine and the handler reads already: its reading fails, Node answers. */
const broken: ReadonlyArray<readonly [what: string, body: string]> = [
  ['a chunk line that ends in LF', '1\nx\r\n0\r\n\r\n'],
  ['a length in the trailers', '1\r\nx\r\n0\r\nContent-Length: 1\r\n\r\n'],
  ['a coding in the trailers', '1\r\nx\r\n0\r\nTransfer-Encoding: chunked\r\n\r\n'],
  ['a chunk size that is no number', 'x\r\n'],
  ['a chunk longer than its size', '1\r\nxy\r\n0\r\n\r\n'],
]

for (const [what, body] of broken) {
  fault({
    row: '3.0',
    title: `${what} is refused by Node, and no handler takes the body for complete`,
    connection: 'closed',
    handler: async request => new Response(`read ${await request.text()}`),
    send: client => client.bytes(post(client.path, CHUNKED, body), 'POST'),
    expect(answer, { seen }) {
      expect([answer.status, answer.text]).toEqual([400, ''])
      expect([seen.errors, seen.legacy, seen.reported]).toEqual([[], [], []])
    },
    except: syntaxOfHttp1,
  })
}
