/**
 * Property 3 of reliability 5.4: whatever the routes and whatever the path, a handler below a prefix
 * never runs unless the guard ran that the host has mounted on that prefix.
 */
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { loose } from '../hosts/host/loose'
import '../hosts/trap'
import { clash, patternOf } from './route-reference'
import { happened, holds } from './runs'
import { connected } from './servers'

const STATIC = ['admin', 'api', 'Admin', 'a.b', 'x~y', 'v1', '~']
const prefix = fc
  .array(fc.constantFrom(...STATIC), { minLength: 1, maxLength: 2 })
  .map(names => `/${names.join('/')}`)

const file = fc
  .tuple(
    fc.array(fc.constantFrom(...STATIC, '(g)', '@s', '[x]', '[y]'), { maxLength: 3 }),
    fc.array(fc.constantFrom('[...r]', '[[...o]]'), { maxLength: 1 }),
  )
  .map(([above, last]) => [...above, ...last, 'route'].join('/'))

/** Those of the route files that Next would accept together. */
function accepted(files: readonly string[]): string[] {
  const kept: string[] = []
  for (const file of new Set(files)) {
    if (!clash([...kept, file].map(source => patternOf(source)!))) kept.push(file)
  }
  return kept
}

const tree = fc.array(file, { minLength: 1, maxLength: 6 })

/** Other spellings of a path, most of which a guard on it does not fire for. */
const disguises: ReadonlyArray<(path: string) => string> = [
  path => path,
  path => `/${path}`,
  path => path.replaceAll('/', '//'),
  path => path.replace(/[a-z]/, char => `%${char.charCodeAt(0).toString(16)}`),
  path => path.replaceAll('.', '%2e'),
  path => path.replaceAll('~', '%7E'),
  path => `/x/..${path}`,
  path => `/x/%2e%2E${path}`,
  path => `/.${path}`,
  path => path.replace(/^\/[^/]*/, first => `${first}/.`),
  path => `/\\${path.slice(1)}`,
  path => `/x\\..${path.replaceAll('/', '\\')}`,
  path => `${path};a=1`,
  path => path.replace(/^\/[^/]*/, first => `${first};v`),
  path => path.replace(/(?<=.)\//g, '%2f'),
  path => `/x%2f..${path}`,
  path => path.toUpperCase(),
  path => `${path}/`,
  path => `${path}%00`,
  path => `${path}?${path}`,
  path => `${path}#/x`,
  path => `http://h${path}`,
  path => `http://evil@h${path}`,
  path => `http://h;${path}`,
  path => `http://h'${path}`,
  path => `http://h:80;${path}/it's`,
  path => `//h${path}`,
  path => `/?/..${path}`,
  path => `/#${path}`,
]
const asked = fc.tuple(
  fc.array(fc.constantFrom(...STATIC, 'zz', '..', '%61'), { maxLength: 3 }),
  fc.constantFrom(...disguises),
)

type Host = 'express4' | 'express' | 'koa2' | 'koa'
let guarded = 0
let handled: string[] = []

/** Each handler tells its own pattern. */
function manifestOf(files: readonly string[]): Record<string, object> {
  return Object.fromEntries(
    files.map(source => {
      const pattern = `/${patternOf(source)!.join('/')}`
      const answer = () => {
        handled.push(pattern)
        return new Response()
      }
      return [`${source}.ts`, { GET: answer }]
    }),
  )
}

function listenerOf(host: Host, prefix: string, files: readonly string[]): http.RequestListener {
  const app = host.startsWith('koa') ? new (loose(host))() : loose(host)()
  const manifest = manifestOf(files)
  if (host.startsWith('express')) {
    app.use(prefix, (_req: unknown, _res: unknown, next: () => void) => {
      guarded++
      next()
    })
    app.use(loose('route-handlers/express').routeHandlers(manifest))
    app.use((_error: unknown, _req: unknown, res: any, _next: unknown) => res.sendStatus(400))
    return app
  }
  app.silent = true
  const guard = (_ctx: unknown, next: () => unknown) => {
    guarded++
    return next()
  }
  app.use(loose('koa-mount')(prefix, guard))
  app.use(loose('route-handlers/koa').routeHandlers(manifest))
  return app.callback()
}

async function serve<T>(listener: http.RequestListener, use: (port: number) => Promise<T>) {
  const server = http.createServer(listener)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  try {
    return await use((server.address() as AddressInfo).port)
  } finally {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  }
}

const count = { below: 0, elsewhere: 0 }

holds(
  'guards',
  'property 3: no handler below a prefix runs unless the guard on the prefix ran',
  fc.asyncProperty(
    fc.constantFrom<Host>('express4', 'express', 'koa2', 'koa'),
    prefix,
    tree,
    fc.array(asked, { minLength: 4, maxLength: 12 }),
    async (host, at, files, paths) => {
      const below = files.map(source => `${at.slice(1)}/${source}`)
      const routes = accepted([...below, ...files])
      await serve(listenerOf(host, at, routes), port =>
        connected({ port }, async wire => {
          for (const [names, disguise] of paths) {
            guarded = 0
            handled = []
            const path = disguise([at, ...names].join('/'))
            const answer = await wire.raw(`GET ${path} HTTP/1.1\r\nHost: h\r\n\r\n`).answer()
            const reached = handled.filter(pattern => `${pattern}/`.startsWith(`${at}/`))
            count[reached.length > 0 ? 'below' : 'elsewhere'] += handled.length
            expect({ path, reached: reached.length > guarded ? reached : [] }).toEqual({
              path,
              reached: [],
            })
            if (answer.one('connection') === 'close') return
          }
        }),
      )
    },
  ),
)

happened('guards', 'property 3: handlers below the prefix and elsewhere were reached', count, 0.2)
