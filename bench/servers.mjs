/**
 * Who runs. `file` is called with `argument` and gives the listener. `host`: the server that does
 * the same work without route files; `ours`, `fetchStyle`: route files, a peer that takes a fetch
 * handler; `globals`: it replaces the classes of the whole process; `only`: runs for the workloads
 * that name it and no others; `env`: of its process; `quick`: takes part in a quick run; `atRoot`:
 * installed at any rate.
 */
const NEXT_RESPONSE = 'next-response'

/** The work itself: what there is no host of. */
export const RAW = 'node:http'

const own = [
  { name: RAW, file: 'servers/http', quick: true },
  ...ours('on node:http', 'servers/node-routes'),
  {
    name: 'route files on node:http, Response, FAST_PATHS=all',
    file: 'servers/node-routes',
    argument: 'response',
    env: { ROUTE_HANDLERS_FAST_PATHS: 'all' },
    ours: true,
  },
  { name: 'Express 5', file: 'servers/express', quick: true },
  ...ours('in Express 5', 'servers/express-routes', 'Express 5'),
  { name: 'Express 5, serverOptions()', file: 'servers/express-options', host: 'Express 5' },
  {
    name: 'route files in Express 5, NextResponse, serverOptions()',
    file: 'servers/express-options',
    argument: NEXT_RESPONSE,
    host: 'Express 5',
    ours: true,
  },
  { name: 'Koa 3', file: 'servers/koa', quick: true },
  ...ours('in Koa 3', 'servers/koa-routes', 'Koa 3'),
]

const peers = [
  { name: 'Fastify 5', file: 'peers/fastify' },
  {
    ...fetchStyle('@hono/node-server, replaces the globals', 'peers/hono', 'replaced'),
    globals: true,
    quick: true,
  },
  { ...fetchStyle('@hono/node-server, leaves the globals', 'peers/hono', 'left'), quick: true },
  { ...fetchStyle('srvx, its own Response', 'peers/srvx', 'fast'), quick: true },
  fetchStyle('srvx, native Response', 'peers/srvx', 'native'),
  fetchStyle('h3 2', 'peers/h3'),
  { ...fetchStyle('@whatwg-node/server, its own classes', 'peers/whatwg', 'own'), atRoot: true },
  { ...fetchStyle('@whatwg-node/server, native classes', 'peers/whatwg', 'native'), atRoot: true },
  fetchStyle('@remix-run/node-fetch-server', 'peers/remix'),
]

export const next = { name: 'next start', file: 'next/start', argument: NEXT_RESPONSE }

/** Sizes of the tables of many-routes, smallest first. */
export const COUNTS = [10, 1_000, 100_000]

export const manyRoutes = count => `${count.toLocaleString('en')} routes on node:http`

const special = [
  ...inHosts('next/headers', 'context'),
  ...inHosts('stored answer', 'stored'),
  ...COUNTS.map(count => ({
    name: manyRoutes(count),
    file: 'servers/many-routes',
    argument: String(count),
    host: manyRoutes(COUNTS[0]),
    only: true,
  })),
]

export const SERVERS = [...own, ...peers, ...special]

/** The server whose work it does in route files; where there is none, `node:http`. */
export const hostOf = server => SERVERS.find(({ name }) => name === server)?.host ?? RAW

function ours(where, file, host) {
  return [
    ['NextResponse', NEXT_RESPONSE],
    ['Response', 'response'],
  ].map(([classes, argument]) => ({
    name: `route files ${where}, ${classes}`,
    file,
    argument,
    host,
    ours: true,
    quick: true,
  }))
}

/** Route files of a directory of their own, for one workload. */
function inHosts(kind, argument) {
  return [
    ['on node:http', 'servers/node-routes'],
    ['in Express 5', 'servers/express-routes', 'Express 5'],
    ['in Koa 3', 'servers/koa-routes', 'Koa 3'],
  ].map(([where, file, host]) => ({
    name: `route files ${where}, ${kind}`,
    file,
    argument,
    host,
    only: true,
    quick: true,
  }))
}

function fetchStyle(name, file, argument) {
  return { name, file, argument, fetchStyle: true }
}
