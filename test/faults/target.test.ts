/** Table A, rows 1 to 11: forms of the request target. */
import { syntaxOfHttp1 } from '../hosts/table'
import { fault } from './fault'
import { answered, byNode, passedOn, refused } from './legend'
import { everything, get, onlyHttp2 } from './targets'

for (const [what, setup] of [
  ['', undefined],
  [', under a catch-all either', everything],
] as const) {
  fault({
    row: 1,
    title: `//evil.example/p is nobody's${what}`,
    ...(setup && { setup }),
    send: client => client.get('//evil.example/p'),
    expect: passedOn,
  })
}

const absolute: ReadonlyArray<readonly [row: number, target: string, url: string]> = [
  [2, 'http://other/url/p', '/url/p'],
  [2, 'HTTP://other:8080/url/p?a=1', '/url/p?a=1'],
  [2, 'http://other/url?http://x/', '/url?http://x/'],
  [3, 'https://other/url/p', '/url/p'],
]

for (const [row, target, url] of absolute) {
  fault({
    row,
    title: `${target} is ${url}; scheme and authority stay those of the host`,
    send: async client => (await client.bytes(get(target))).json(),
    expect: (seen: { url: string }) => expect(seen.url).toBe(`http://good.example:81${url}`),
    except: syntaxOfHttp1,
  })
}

const emptyPath = {
  ...syntaxOfHttp1,
  express4: "Express's router gives such a target its own 404",
  express5: "Express's router gives such a target its own 404",
}

for (const [row, target, except] of [
  [2, 'http://-.80/url', syntaxOfHttp1],
  [2, 'http://other:99999/url', emptyPath],
  [2, "http://h'/url", syntaxOfHttp1],
  [2, 'http://h;/url', syntaxOfHttp1],
  [4, 'http://u:p@h/url', syntaxOfHttp1],
  [5, 'http:///url', syntaxOfHttp1],
  [5, 'http://[bad/url', emptyPath],
  [6, 'ftp://h/url', syntaxOfHttp1],
  [6, 'file:///url', syntaxOfHttp1],
] as const) {
  fault({
    row,
    title: `${target} is refused: 400`,
    send: client => client.bytes(get(target)),
    expect: refused(400),
    except,
  })
}

fault({
  row: 6,
  title: 'file:///etc/passwd is a path like any other, which nobody has',
  send: client => client.bytes(get('file:///etc/passwd')),
  expect: passedOn,
  except: syntaxOfHttp1,
})

fault({
  row: 7,
  title: 'OPTIONS * goes on, and is never a 500',
  send: client => client.send({ method: 'OPTIONS', path: '*' }),
  expect(answer, { host, seen }) {
    expect([200, 204, 400, 404]).toContain(answer.status)
    expect(seen.errors).toEqual([])
    if (host.kind === 'koa') expect(seen.legacy).toHaveLength(1)
  },
})

fault({
  row: 9,
  title: 'CONNECT never reaches us: no listener of ours, and Node closes the connection',
  connection: 'closed',
  async send(client) {
    ;(await client.wire()).raw('CONNECT h:443 HTTP/1.1\r\nHost: h:443\r\n\r\n')
    return client.app.server.listenerCount('connect')
  },
  expect: listeners => expect(listeners).toBe(0),
  except: syntaxOfHttp1,
})

for (const [target, url] of [
  ['/url/p#frag', '/url/p'],
  ['/url/p?a=1#?b=2', '/url/p?a=1'],
  ['/url/p#/../x?y', '/url/p'],
  ['http://h/url/p#frag', '/url/p'],
] as const) {
  fault({
    row: 10,
    title: `${target} is cut at # before path and query are read`,
    send: async client => (await client.bytes(get(target))).json(),
    expect: (seen: { url: string }) => expect(seen.url).toBe(`http://good.example:81${url}`),
    except: syntaxOfHttp1,
  })
}

for (const search of ['??x=1', '?', '?&&=&a', '?a=%ZZ', '?/../x', '?\\', "?'<>"]) {
  fault({
    row: 11,
    title: `the query ${search} is passed through unchanged`,
    send: async client => (await client.get(`/url/p${search}`, { host: 'h' })).json(),
    expect: (seen: { url: string }) =>
      expect(seen.url).toBe(new URL(`http://h/url/p${search}`).href),
  })
}

fault({
  row: 11,
  title: 'a query never makes a parameter',
  send: client => client.get('/item/x?slug=evil&nxtPslug=evil'),
  expect: answered({ slug: 'x' }),
})

fault({
  row: 30,
  title: 'raw UTF-8 in the target is refused by Node',
  connection: 'closed',
  send: client => client.bytes(get('/item/\xed\x95\x9c')),
  expect: byNode(400),
  except: syntaxOfHttp1,
})

for (const target of ['/item/\xe9', '/item/\xed\x95\x9c', '/files/a/\xa0']) {
  fault({
    row: 30,
    title: `raw bytes in ${JSON.stringify(target)}, which nghttp2 lets through, are no value: 400`,
    send: client => client.get(target),
    expect: refused(400),
    except: onlyHttp2,
  })
}
