/** Table A, rows 12 to 39: what a path matches, and what it must never match. */
import { onlyExpress, syntaxOfHttp1 } from '../hosts/table'
import { fault } from './fault'
import { answered, passedOn, refused } from './legend'
import { everything, get, mounted } from './targets'

const notOurs: ReadonlyArray<readonly [row: number, path: string]> = [
  [12, '/%61dmin'],
  [12, '/adm%69n'],
  [13, '/ADMIN'],
  [15, '/admin//x'],
  [15, '/admin//'],
  [15, '/files/a//b'],
  [17, '/x/%2e%2e/y'],
  [19, '/\\admin'],
  [20, '/admin;a=1'],
  [20, '/;x/admin'],
  [21, '/admin%2fx'],
  [31, '/sp+ace'],
  [31, '/%73p%20ace'],
  [33, '/(group)/grouped'],
  [33, '/_private/x'],
  [33, '/@slot/x'],
  [34, '/route'],
  [34, '/admin/route'],
  [34, '/admin/route.ts'],
]

for (const [row, path] of notOurs) {
  fault({
    row,
    title: `${path} goes on`,
    send: client => client.get(path),
    expect: passedOn,
  })
}

const rewritten: ReadonlyArray<readonly [row: number, path: string]> = [
  [17, '/x/%2e%2e/admin'],
  [17, '/.%2e/admin'],
  [17, '/files/%2E%2e/admin'],
  [17, '/files/../item/a'],
  [18, '/./admin'],
  [18, '/%2e/admin'],
  [18, '/admin/.'],
  [18, '/admin/%2e/'],
  [19, '/x\\..\\admin'],
  [19, '/files\\a'],
]

for (const [row, path] of rewritten) {
  fault({
    row,
    title: `${path} would be ours once rewritten: 400, and no handler runs`,
    send: client => client.get(path),
    expect: refused(400),
  })
}

for (const [row, path] of [
  [17, '/.%2e/'],
  [17, '/x/../y'],
  [18, '/./admin'],
  [19, '/\\admin'],
  [19, '/x\\..\\admin'],
] as const) {
  fault({
    row,
    title: `${path} is refused where a catch-all owns everything`,
    setup: everything,
    send: client => client.get(path),
    expect: refused(400),
  })
}

const params: ReadonlyArray<readonly [row: number, path: string, value: unknown]> = [
  [20, '/item/a;b=1', { slug: 'a;b=1' }],
  [21, '/item/a%2Fb', { slug: 'a/b' }],
  [21, '/files/a%2Fb/c', { path: ['a/b', 'c'] }],
  [22, '/item/%252F', { slug: '%2F' }],
  [23, '/item/%25%32%46', { slug: '%2F' }],
  [28, '/item/%20', { slug: ' ' }],
  [28, '/item/+', { slug: '+' }],
  [29, '/item/%F0%9F%98%80', { slug: '😀' }],
  [29, '/item/%C3%A9', { slug: '\u00e9' }],
  [29, '/item/e%CC%81', { slug: 'e\u0301' }],
  [37, '/item/__proto__', { slug: '__proto__' }],
  [37, '/item/constructor', { slug: 'constructor' }],
  [37, '/files/__proto__/constructor', { path: ['__proto__', 'constructor'] }],
]

for (const [row, path, value] of params) {
  fault({
    row,
    title: `${path} is decoded once, after splitting`,
    send: client => client.get(path),
    expect: answered(value),
  })
}

for (const [row, path] of [
  [25, '/item/%C0%AE'],
  [25, '/item/%ED%A0%80'],
  [25, '/item/%'],
  [25, '/files/a/%zz'],
  [26, '/item/%00'],
  [26, '/files/a%00b'],
  [27, '/item/a%5cb'],
  [27, '/files/a%5C..%5Cb'],
] as const) {
  fault({
    row,
    title: `${path} is no value: 400`,
    send: client => client.get(path),
    expect: refused(400),
  })
}

const exact = { options: { parity: 'exact' } }
for (const [row, path, slug] of [
  [26, '/item/a%00b', 'a\0b'],
  [27, '/item/a%5cb', 'a\\b'],
] as const) {
  fault({
    row,
    title: `${path} is a value with parity: 'exact'`,
    setup: exact,
    send: client => client.get(path),
    expect: answered({ slug }),
  })
}

for (const [path, text] of [
  ['/%ED%95%9C%EA%B8%80', '한글'],
  ['/%ed%95%9c%ea%b8%80', '한글'],
  ['/sp%20ace', 'space'],
] as const) {
  fault({
    row: 31,
    title: `${path} is the canonical form of a directory`,
    send: client => client.get(path),
    expect: answered(text),
  })
}

fault({
  row: 35,
  title: 'a segment of 15 kB is a value',
  send: client => client.get(`/item/${'a'.repeat(15_000)}`),
  expect: answered({ slug: 'a'.repeat(15_000) }),
})

fault({
  row: 36,
  title: 'a path of seven thousand segments is matched in linear time and without recursion',
  setup: everything,
  send: client => client.get('/a'.repeat(7_000)),
  expect: answer => expect(answer.json().all).toHaveLength(7_000),
})

fault({
  row: 39,
  title: 'below a mount the path is what the host left of it, and the URL what was sent',
  setup: mounted,
  send: async client => (await client.get('/api/url/a?b=1', { host: 'h' })).json(),
  expect: (seen: { url: string }) => expect(seen.url).toBe('http://h/api/url/a?b=1'),
})

fault({
  row: 39,
  title: "Express's mount ignores case, and the URL keeps it",
  setup: mounted,
  send: async client => (await client.get('/API/url/x', { host: 'h' })).json(),
  expect: (seen: { url: string }) => expect(seen.url).toBe('http://h/API/url/x'),
  except: onlyExpress,
})

for (const path of ['/api/READS', '/apireads', '/url', '/api%2freads', '/api//reads']) {
  fault({
    row: 39,
    title: `${path} is nothing below the mount at /api`,
    setup: mounted,
    send: client => client.get(path),
    expect: passedOn,
  })
}

for (const path of ['/api/x/%2e%2e/reads', '/api/./reads', '/api/reads/..', '/api/%2e%2e/url']) {
  fault({
    row: 39,
    title: `${path} is refused below the mount at /api`,
    setup: mounted,
    send: client => client.get(path),
    expect: refused(400),
  })
}

for (const [target, url] of [
  ['http://other/api/url/a?b', '/api/url/a?b'],
  ['http://other:81/api/url#x', '/api/url'],
  ['/api/url/a#/../b', '/api/url/a'],
] as const) {
  fault({
    row: 39,
    title: `${target} is found below the mount at /api, and is ${url}`,
    setup: mounted,
    send: async client => (await client.bytes(get(target))).json(),
    expect: (seen: { url: string }) => expect(seen.url).toBe(`http://good.example:81${url}`),
    except: syntaxOfHttp1,
  })
}
