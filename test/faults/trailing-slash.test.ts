/** Row 14: one trailing slash, in the three modes of the option. */
import { syntaxOfHttp1 } from '../hosts/table'
import { fault } from './fault'
import { answered, passedOn, refused } from './legend'
import { everything, get } from './targets'

fault({
  row: 14,
  title: 'by default it is ignored, and the URL keeps it',
  send: async client => (await client.get('/url/a/', { host: 'h' })).json(),
  expect: (seen: { url: string }) => expect(seen.url).toBe('http://h/url/a/'),
})

fault({
  row: 14,
  title: 'below a catch-all it is no segment',
  send: client => client.get('/files/a/'),
  expect: answered({ path: ['a'] }),
})

const redirect = { options: { trailingSlash: 'redirect' } }
const redirectBelow = { ...redirect, path: '/api' }

for (const [target, location, setup] of [
  ['/reads/', '/reads', redirect],
  ['/reads/?a=1&b', '/reads?a=1&b', redirect],
  ['/reads/?//evil.example', '/reads?//evil.example', redirect],
  ['/item/%2F%2Fevil/', '/item/%2F%2Fevil', redirect],
  ['/files/a/b/', '/files/a/b', redirect],
  ['/api/reads/', '/api/reads', redirectBelow],
] as const) {
  fault({
    row: 14,
    title: `with 'redirect', ${target} is a 308 to ${location}`,
    setup,
    send: client => client.get(target),
    expect: answer =>
      expect([answer.status, answer.one('location'), answer.text]).toEqual([308, location, '']),
  })
}

fault({
  row: 14,
  title: "with 'redirect', an absolute target leads to no other origin",
  setup: redirect,
  send: client => client.bytes(get('http://evil.example/reads/')),
  expect: answer => expect([answer.status, answer.one('location')]).toEqual([308, '/reads']),
  except: syntaxOfHttp1,
})

for (const target of ['//evil.example/', '/reads//', '//reads/']) {
  fault({
    row: 14,
    title: `with 'redirect', ${target} is not redirected`,
    setup: redirect,
    send: client => client.get(target),
    expect: passedOn,
  })
}

for (const target of ['/./reads/', '/x/%2e%2e/reads/', '/item/%00/']) {
  fault({
    row: 14,
    title: `with 'redirect', ${target} is refused, not redirected`,
    setup: redirect,
    send: client => client.get(target),
    expect: refused(400),
  })
}

const strict = { options: { trailingSlash: 'strict' } }

fault({
  row: 14,
  title: "with 'strict', only the exact form is ours",
  setup: strict,
  send: client => client.get('/reads/'),
  expect: passedOn,
})

fault({
  row: 14,
  title: "with 'strict', a catch-all takes no trailing slash either",
  setup: { ...everything, ...strict },
  send: client => client.get('/a/b/'),
  expect: passedOn,
})
