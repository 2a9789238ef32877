/**
 * What the converters are to serve: Fetch handlers, by the last part of the path. The same code for
 * all of them. `outcomes` keeps what only the handler can tell.
 */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'

export const outcomes = {}

const upstream = createServer((req, res) => {
  if (req.url === '/plain') return res.end('from upstream')
  res.setHeader('content-encoding', 'gzip')
  res.end(gzipSync('from upstream '.repeat(50)))
}).listen(0, '127.0.0.1')
await once(upstream, 'listening')
upstream.unref()
const UPSTREAM = `http://127.0.0.1:${upstream.address().port}`

/** Anything else is told what it asked for. */
export async function handle(request) {
  const { pathname } = new URL(request.url)
  const name = /\/case\/(\w+)$/.exec(pathname)?.[1]
  return name === undefined ? echo(request) : HANDLERS[name](request)
}

function echo({ url, method, headers }) {
  return Response.json({ url, method, headers: Object.fromEntries(headers) })
}

const streamOf = (...steps) =>
  new ReadableStream({
    async pull(controller) {
      const step = steps.shift()
      if (step === undefined) return controller.close()
      await sleep(5)
      if (typeof step === 'function') return step(controller)
      controller.enqueue(typeof step === 'string' ? new TextEncoder().encode(step) : step)
    },
  })

const withHeaders = (headers, body = 'body', status = 200) =>
  new Response(body, { status, headers })
const withStatus = status => Object.defineProperty(new Response('x'), 'status', { value: status })

/** Never ends by itself, and tells how it was left. */
function endless({ signal }, pull = controller => controller.enqueue(new Uint8Array(1024))) {
  const outcome = { cancelled: 0, aborted: 0 }
  outcomes.stream = outcome
  signal.addEventListener('abort', () => outcome.aborted++)
  const cancel = () => {
    outcome.cancelled++
  }
  return new ReadableStream({
    start: pull,
    pull: controller => sleep(10).then(() => pull(controller)),
    cancel,
  })
}

async function settles(name, work) {
  outcomes[name] = 'pending'
  try {
    outcomes[name] = `resolved ${(await work()).length}`
  } catch {
    outcomes[name] = 'rejected'
  }
  return new Response('settled')
}

async function readOne({ body }) {
  const reader = body.getReader()
  await reader.read()
  return reader
}

const shared = new Response('once')

const HANDLERS = {
  text: () => new Response('text'),
  echo,

  json: async request => Response.json(await request.json()),
  read: async request => new Response(await request.text()),
  bytes: async request => new Response(await request.arrayBuffer()),
  form: async request => Response.json(Object.fromEntries(await request.formData())),
  unread: () => new Response('no', { status: 401 }),
  partly: async request => {
    await readOne(request)
    return new Response('too much', { status: 413 })
  },
  released: async request => {
    ;(await readOne(request)).releaseLock()
    return new Response('too much', { status: 413 })
  },
  cancelled: async request => {
    await request.body.cancel()
    return new Response('too much', { status: 413 })
  },
  settling: request => settles('body', () => request.text()),
  late: request =>
    settles('body', async () => {
      await sleep(150)
      return request.text()
    }),
  twice: async request => {
    await request.text()
    return new Response(
      await request.text().then(
        () => 'read again',
        () => 'rejected',
      ),
    )
  },
  clone: async request => {
    const [one, other] = await Promise.all([request.clone().text(), request.text()])
    return new Response(String(one === other && one.length))
  },

  undefined: () => undefined,
  object: () => ({ status: 'done' }),
  string: () => 'a string',
  error: () => Response.error(),
  status0: () => withStatus(0),
  status99: () => withStatus(99),
  statusNaN: () => withStatus(Number.NaN),
  noContent: () =>
    withHeaders({ 'content-length': '5', 'transfer-encoding': 'chunked' }, null, 204),
  notModified: () => withHeaders({ 'transfer-encoding': 'chunked', etag: '"1"' }, null, 304),
  locked: () => {
    const response = new Response(streamOf('a'))
    response.body.getReader()
    return response
  },
  shared: () => shared,
  latin: () => withHeaders({ 'x-latin': 'caf\xe9' }, 'café'),
  short: () => withHeaders({ 'content-length': '2' }),
  shortStream: () => withHeaders({ 'content-length': '2' }, streamOf('ab', 'cd')),
  long: () => withHeaders({ 'content-length': '99' }),
  longStream: () => withHeaders({ 'content-length': '99' }, streamOf('ab', 'cd')),
  lengthAndCoding: () => withHeaders({ 'content-length': '4', 'transfer-encoding': 'chunked' }),
  coding: () => withHeaders({ 'transfer-encoding': 'gzip' }, streamOf('body')),
  hopByHop: () =>
    withHeaders({
      connection: 'x-named',
      'keep-alive': 'timeout=99',
      'x-named': '1',
      upgrade: 'h2c',
    }),
  gzipUpstream: () => fetch(`${UPSTREAM}/gzip`),
  plainUpstream: () => fetch(`${UPSTREAM}/plain`),
  compressed: () => withHeaders({ 'content-encoding': 'gzip' }, gzipSync('by hand')),
  cookies: () => {
    const headers = new Headers()
    headers.append('set-cookie', 'a=1; Expires=Wed, 21 Oct 2037 07:28:00 GMT')
    headers.append('set-cookie', 'b=2')
    return new Response('x', { headers })
  },
  megabytes: () => new Response('ä'.repeat(1_500_000)),
  emptyStream: () => new Response(streamOf()),

  failsFirst: () => new Response(streamOf(() => Promise.reject(new Error('secret-detail')))),
  failsLater: () =>
    new Response(streamOf('one ', 'two ', () => Promise.reject(new Error('secret-detail')))),
  failsUndefined: () => new Response(streamOf('one ', controller => controller.error(undefined))),
  numberChunk: () => new Response(streamOf('one ', 42)),
  objectChunk: () => new Response(streamOf('one ', { a: 1 })),
  nullChunk: () => new Response(streamOf('one ', null)),
  emptyChunk: () => new Response(streamOf('one ', new Uint8Array(0), 'two')),
  bufferChunk: () => new Response(streamOf('one ', Buffer.from('two'))),
  detached: () => {
    const bytes = new Uint8Array(4)
    structuredClone(bytes, { transfer: [bytes.buffer] })
    return new Response(streamOf('one ', bytes))
  },
  endless: request => new Response(endless(request)),
  silent: request => new Response(endless(request, () => new Promise(() => {}))),
  badCancel: () => {
    const cancel = () => Promise.reject(new Error('cancel failed'))
    const pull = controller => controller.enqueue(new Uint8Array(1024))
    return new Response(
      new ReadableStream({ pull: async c => sleep(10).then(() => pull(c)), cancel }),
    )
  },
  twoChunks: () => new Response(streamOf('one ', 'two')),

  throws: () => {
    throw new Error('secret-detail')
  },
  rejects: async () => {
    await sleep(1)
    throw new Error('secret-detail')
  },
  throwsUndefined: () => {
    throw undefined
  },
  throwsRoute: () => {
    throw 'route'
  },
  throwsUnprintable: () => {
    const broken = () => {
      throw new Error('unprintable')
    }
    throw Object.defineProperties(new Error('x'), {
      stack: { get: broken },
      message: { get: broken },
    })
  },
  never: ({ signal }) => {
    outcomes.never = 'waiting'
    signal.addEventListener('abort', () => {
      outcomes.never = 'aborted'
    })
    return new Promise(() => {})
  },
  completes: ({ signal }) => {
    outcomes.completed = signal
    return new Response('done')
  },
}
