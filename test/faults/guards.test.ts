/**
 * Section 4.1, and property 3 by exhaustion: whatever is sent, a handler below a prefix runs only
 * if the guard that the host has mounted on that prefix ran.
 */
import path from 'node:path'
import type { ConnectMiddleware, KoaMiddleware, Layer } from '../hosts/host/layer'
import { loose } from '../hosts/host/loose'
import { type NotApplicable, onlyExpress, onlyKoa } from '../hosts/table'
import type { Client } from './client'
import { type Entry, entries, GUARDED } from './entries'
import { fault } from './fault'
import { spellings } from './spellings'
import { get, onlyHttp2 } from './targets'

const dir = path.join(__dirname, 'fixtures/guarded')

const connectGuard: ConnectMiddleware = (req, _res, next) => {
  req[GUARDED] = true
  next()
}

const koaGuard: KoaMiddleware = (ctx, next) => {
  ctx.req[GUARDED] = true
  return next()
}

/** The guard as most would mount it. */
function mountedAt(prefix: string, packageName: string): Layer {
  return {
    get connect() {
      return loose(packageName).Router().use(prefix, connectGuard)
    },
    get koa() {
      return loose('koa-mount')(prefix, koaGuard)
    },
  }
}

/** The guard that others write: nested routers in Express, a comparison of `ctx.path` in Koa. */
function writtenAt(prefix: string, packageName: string): Layer {
  return {
    get connect() {
      const { Router } = loose(packageName)
      const parts = prefix.split('/').slice(1)
      return parts.reduceRight<ConnectMiddleware>(
        (inner, part) => Router().use(`/${part}`, inner),
        connectGuard,
      )
    },
    koa: (ctx, next) =>
      ctx.path === prefix || ctx.path.startsWith(`${prefix}/`) ? koaGuard(ctx, next) : next(),
  }
}

const opened: Array<{ close(): Promise<void> }> = []

afterAll(async () => {
  await Promise.all(opened.map(routes => routes.close()))
})

/** Routes below two routers, or below a parameter, with a guard of the application in front. */
function nested(mountPath: readonly string[], guardPath: string, packageName: string): Layer {
  return {
    get connect() {
      const { Router } = loose(packageName)
      const routes = loose('route-handlers/express').routeHandlers(dir)
      opened.push(routes)
      const inner = mountPath.reduceRight((below, part) => Router().use(part, below), routes)
      return Router().use(guardPath, connectGuard).use(inner)
    },
    koa: () => {},
  }
}

/** Who got in below a directory: each in turn on one connection, or a new one if that was closed. */
async function sweep(
  client: Client,
  below: string,
  targets: readonly string[],
): Promise<readonly Entry[]> {
  entries.length = 0
  let wire = await client.another()
  for (const target of targets) {
    const answer = await wire.raw(get(target)).answer()
    if (answer.one('connection') !== 'close') continue
    wire.close()
    wire = await client.another()
  }
  wire.close()
  return entries.filter(entry => entry.below === below)
}

const noMount: NotApplicable = {
  'koa3 over http2': 'syntax of HTTP/1',
  'node:http': 'no prefix middleware on plain Node',
  'node:http2': 'no prefix middleware on plain Node',
}

const expresses: ReadonlyArray<readonly [only: string, except: NotApplicable]> = [
  ['express4', { express5: 'the guard of Express 4' }],
  ['express', { express4: 'the guard of Express 5', koa2: 'as above', koa3: 'as above' }],
]

const mounts: ReadonlyArray<readonly [mount: string, prefix: string]> = [
  ['/', '/admin'],
  ['/', "/it's"],
  ['/api', '/api/admin'],
]

for (const [packageName, only] of expresses) {
  for (const [mount, prefix] of mounts) {
    for (const [how, guardAt] of [
      ['mounted at', mountedAt],
      ['written for', writtenAt],
    ] as const) {
      fault({
        row: '4.1',
        title: `nothing gets past a guard ${how} ${prefix} to routes at ${mount}`,
        setup: { dir, path: mount, before: [guardAt(prefix, packageName)] },
        connection: 'either',
        send: client => sweep(client, path.basename(prefix), spellings(prefix)),
        expect(seen) {
          expect(seen.filter(entry => !entry.guarded)).toEqual([])
          expect(seen.filter(entry => entry.guarded).length).toBeGreaterThan(3)
        },
        except: { ...noMount, ...only },
      })
    }
  }
}

for (const [packageName, only] of expresses) {
  for (const [parts, guardPath, concrete] of [
    [['/a', '/b'], '/a/b/admin', '/a/b/admin'],
    [['/:tenant'], '/:tenant/admin', '/t/admin'],
    [['/:tenant', '/b'], '/:tenant/b/admin', '/t/b/admin'],
  ] as const) {
    const more = ['/a//b/admin', '/a/b//admin', '//a/b/admin', '//u@admin/a/b', '/../admin']
    const shifting = ["/''''/12345678/admin#", '/{{/1234/admin#', "http://h/''/1234/admin"]
    fault({
      row: '4.1',
      title: `nothing gets past a guard at ${guardPath} to routes mounted in ${parts.join(' in ')}`,
      setup: { path: '/elsewhere', before: [nested(parts, guardPath, packageName)] },
      connection: 'either',
      send: client => sweep(client, 'admin', [...spellings(concrete), ...more, ...shifting]),
      expect(seen) {
        expect(seen.filter(entry => !entry.guarded)).toEqual([])
        expect(seen.filter(entry => entry.guarded).length).toBeGreaterThan(3)
      },
      except: { ...onlyExpress, ...only },
    })
  }
}

/** koa-mount with a slash at the end, which leaves paths without one at their beginning. */
const slashed: Layer = {
  connect: () => {},
  get koa() {
    const routes = loose('route-handlers/koa').routeHandlers(dir)
    opened.push(routes)
    const mount = loose('koa-mount')
    const inner = mount('/api/', routes)
    return (ctx, next) => mount('/api/admin', koaGuard)(ctx, () => inner(ctx, next))
  },
}

fault({
  row: '4.1',
  title: 'nothing gets past a guard at /api/admin to routes that koa-mount has at /api/',
  setup: { path: '/elsewhere', before: [slashed] },
  connection: 'either',
  send: client =>
    sweep(client, 'admin', [
      ...spellings('/api/admin'),
      '/api/http://x/admin',
      '/api/http://x//admin',
    ]),
  expect: seen => expect(seen.filter(entry => !entry.guarded)).toEqual([]),
  except: { ...onlyKoa, 'koa3 over http2': 'syntax of HTTP/1' },
})

fault({
  row: '4.1',
  title: 'nothing gets past a guard by bytes that only HTTP/2 lets through',
  setup: { dir, before: [mountedAt("/it's", 'express')] },
  async send(client) {
    entries.length = 0
    for (const tail of ['', '/x', '/\xa0', '/x\xa0', '/x?\xa0', '?\xa0', '\xa0', '/x#'])
      await client.get(`/it's${tail}`)
    return [...entries]
  },
  expect(seen) {
    expect(seen.filter(entry => !entry.guarded)).toEqual([])
    expect(seen.length).toBeGreaterThan(1)
  },
  except: { ...onlyHttp2, 'node:http2': 'no prefix middleware on plain Node' },
})
