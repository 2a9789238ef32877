/** Table C: methods. */
import path from 'node:path'
import { step } from '../hosts/host/layer'
import type { Setup } from '../hosts/host/setup'
import { syntaxOfHttp1 } from '../hosts/table'
import { fault } from './fault'
import { answered, byNode, failed } from './legend'

const READS = 'GET, HEAD, OPTIONS'

function notAllowed(allow: string) {
  return (answer: { status: number; text: string; one(name: string): string | undefined }) =>
    expect([answer.status, answer.one('allow'), answer.text]).toEqual([405, allow, ''])
}

for (const method of ['PROPFIND', 'M-SEARCH', 'LINK', 'QUERY', 'PURGE', 'TRACE']) {
  fault({
    row: 65,
    title: `${method} without an export is 405 with Allow`,
    send: client => client.send({ method, path: '/reads' }),
    expect: notAllowed(READS),
  })
}

for (const method of ['PROPFIND', 'PURGE', 'QUERY']) {
  fault({
    row: 65,
    title: `an exported ${method} runs`,
    send: client => client.send({ method, path: '/extended' }),
    expect: answered(method),
  })
}

/** The host sets the method that a header names, as method-override middleware does. */
const setsMethod = step(req => {
  const method = req.headers['x-set-method']
  if (method) req.method = decodeURIComponent(method)
})
const overriding: Setup = { before: [setsMethod] }
const exportsDir = path.join(__dirname, 'fixtures/exports')
const odd: Setup = { dir: exportsDir, before: [setsMethod], cold: true }

for (const method of ['constructor', '__proto__', 'default', 'dynamic', 'config', 'toString']) {
  fault({
    row: 66,
    title: `req.method = '${method}' runs no export of that name`,
    setup: odd,
    warns: ['RH_EXPORT_NAMES'],
    send: client => client.get('/odd', { 'x-set-method': method }),
    expect: notAllowed('OPTIONS, POST'),
  })

  fault({
    row: 66,
    title: `the method ${method} is refused by Node`,
    connection: 'closed',
    send: client => client.bytes(`${method} ${client.path} HTTP/1.1\r\nHost: h\r\n\r\n`),
    expect: byNode(400),
    except: syntaxOfHttp1,
  })
}

for (const method of ['get', 'X'.repeat(10_000), 'GE T', 'GET\t']) {
  fault({
    row: 67,
    title: `the method ${JSON.stringify(method.slice(0, 10))} is refused by Node`,
    connection: 'closed',
    send: client => client.bytes(`${method} ${client.path} HTTP/1.1\r\nHost: h\r\n\r\n`),
    expect: byNode(400),
    except: syntaxOfHttp1,
  })
}

fault({
  row: 68,
  title: 'nothing but the host overrides a method',
  handler: request => new Response(request.method),
  send: client =>
    client.send({
      method: 'POST',
      path: `${client.path}?_method=DELETE`,
      headers: {
        'x-http-method-override': 'DELETE',
        'x-method-override': 'DELETE',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: '_method=DELETE',
    }),
  expect: answered('POST'),
})

for (const method of ['get', 'Get', 'post', 'put', 'patch', 'delete']) {
  fault({
    row: 69,
    title: `req.method = '${method}' set by the host is ${method.toUpperCase()}`,
    setup: overriding,
    handler: request => new Response(request.method),
    send: client => client.get(client.path, { 'x-set-method': method }),
    expect: answered(method.toUpperCase()),
  })
}

for (const method of ['FOO', 'propfind', 'GET ', 'GET, POST', 'CONNECT', '\u{1F600}']) {
  fault({
    row: 69,
    title: `req.method = '${method}' set by the host is 405`,
    setup: overriding,
    send: client => client.get('/reads', { 'x-set-method': encodeURIComponent(method) }),
    expect: notAllowed(READS),
  })
}

const cancelled: unknown[] = []

fault({
  row: 70,
  title: 'HEAD runs GET, sends its head at once and cancels its stream',
  handler: request => {
    const { searchParams } = new URL(request.url)
    const stream = new ReadableStream({ cancel: () => void cancelled.push(searchParams.get('x')) })
    return new Response(stream, { headers: { 'x-from': request.method } })
  },
  async send(client) {
    const answer = await client.send({
      method: 'HEAD',
      path: `${client.path}?x=${encodeURIComponent(client.host.name)}`,
    })
    return [answer.status, answer.one('x-from'), answer.one('content-length'), answer.text]
  },
  expect(seen, { host }) {
    expect(seen).toEqual([200, 'HEAD', undefined, ''])
    expect(cancelled.filter(name => name === host.name)).toHaveLength(1)
  },
})

fault({
  row: 70,
  title: 'HEAD keeps a length that GET declares',
  handler: () => new Response('hello', { headers: { 'content-length': '5' } }),
  send: client => client.send({ method: 'HEAD', path: client.path }),
  expect: answer =>
    expect([answer.status, answer.one('content-length'), answer.text]).toEqual([200, '5', '']),
})

fault({
  row: 71,
  title: 'an exported HEAD is used',
  send: client => client.send({ method: 'HEAD', path: '/own-head' }),
  expect: answer =>
    expect([answer.status, answer.one('x-head'), answer.text]).toEqual([200, 'own', '']),
})

for (const [method, target, allow] of [
  ['POST', '/reads', READS],
  ['DELETE', '/users', 'GET, HEAD, OPTIONS, POST'],
  ['GET', '/writes', 'OPTIONS, POST'],
] as const) {
  fault({
    row: 73,
    title: `${method} ${target} is 405 with Allow and without a body`,
    send: client => client.send({ method, path: target }),
    expect: notAllowed(allow),
  })
}

fault({
  row: 74,
  title: 'a 405 to a body of 8 MB is answered, and the rest drained',
  send: client =>
    client.send({ method: 'POST', path: '/reads', body: Buffer.alloc(8_000_000, 120) }),
  expect: notAllowed(READS),
})

fault({
  row: 74,
  title: 'a path of nobody with a body of 8 MB is the host’s, and answered',
  send: client =>
    client.send({ method: 'POST', path: '/nobody', body: Buffer.alloc(8_000_000, 120) }),
  expect: (answer, { host }) => expect(answer.status).toBe(host.kind === 'node' ? 404 : 200),
})

fault({
  row: 75,
  title: 'an export GET that is no function fails the start, naming the file',
  setup: odd,
  warns: ['RH_EXPORT_NAMES'],
  send: client => client.app.mount.ready().catch((error: unknown) => error),
  expect: error =>
    expect(error).toMatchObject({
      code: 'RH_INVALID_EXPORT',
      message: expect.stringContaining(path.join('number', 'route.ts')),
    }),
})

fault({
  row: 75,
  title: 'a request for such a route is E500, the others work',
  setup: odd,
  warns: ['RH_EXPORT_NAMES'],
  send: client => client.get('/number'),
  expect: failed('RH_INVALID_EXPORT'),
})
