/** The goals this package has set itself, and what a run says of them. */
import { ratio } from './ratios.mjs'
import { RAW, SERVERS } from './servers.mjs'
import { COMMON } from './workloads.mjs'

const OURS = 'route files on node:http, NextResponse'
const NATIVE = 'route files on node:http, Response'
const HONO = '@hono/node-server, leaves the globals'
const SMALL = ['hello', 'user', 'echo', 'cookies']

/** @returns rows of `goal`, `measured` and `met`; `met` is `undefined` where it was not measured. */
export function goals({ macro, micro, memory }) {
  return [
    ...(macro ? macroGoals(macro) : []),
    ...(micro ? microGoals(micro) : []),
    ...(memory ? [streamGoal(memory)] : []),
  ]
}

function macroGoals(macro) {
  const inHost = (host, times) => [
    atLeast(macro, `${times} × a handler of ${host}'s own`, inFile(host), host, SMALL, times),
    atLeast(macro, `never worse than a handler of ${host}'s own`, inFile(host), host, COMMON, 1),
  ]
  const others = SERVERS.filter(({ fetchStyle }) => fetchStyle)
  const careful = others.filter(({ globals }) => !globals).map(({ name }) => name)
  const replacing = others.filter(({ globals }) => globals).map(({ name }) => name)
  return [
    ...inHost('Express 5', 1.2),
    ...inHost('Koa 3', 1.5),
    atLeast(macro, `0.9 of ${RAW}`, OURS, RAW, COMMON, 0.9),
    ahead(macro, 'before every fetch-style peer that leaves the globals alone', careful, 8),
    ahead(macro, 'at least equal to one that replaces them, on 6 of 8', replacing, 6),
    atLeast(macro, `native Response: 2 × ${HONO}`, NATIVE, HONO, COMMON, 2),
    atLeast(macro, '30 × `next start`', OURS, 'next start', SMALL.slice(0, 3), 30),
  ]
}

const inFile = host => `route files in ${host}, NextResponse`

function atLeast(macro, goal, server, base, workloads, times) {
  const values = workloads.map(name => [name, ratio(macro, server, name, base)?.median])
  if (values.some(([, value]) => value === undefined)) return { goal, measured: 'not in this run' }
  return { goal, measured: list(values), met: values.every(([, value]) => value >= times) }
}

/** The lowest ratio of ours to any of the peers that ran, per workload. */
function ahead(macro, goal, peers, needed) {
  const ran = peers.filter(peer => ratio(macro, OURS, COMMON[0], peer))
  if (ran.length === 0) return { goal, measured: 'not in this run' }
  const lowest = name => Math.min(...ran.map(peer => ratio(macro, OURS, name, peer).median))
  const values = COMMON.map(name => [name, lowest(name)])
  const won = values.filter(([, value]) => value >= 1).length
  return { goal, measured: list(values), met: won >= needed }
}

function microGoals({ fallThrough, lookup }) {
  const [small, , large] = lookup.rows.filter(({ router }) => router === 'route-handlers')
  const growth = large.params / small.params
  return [
    {
      goal: 'no match in front of Express: 1 µs, no allocation',
      measured: `${Math.round(fallThrough.nanoseconds)} ns, ${fallThrough.bytes} bytes`,
      met: fallThrough.nanoseconds <= 1_000 && fallThrough.bytes === 0,
    },
    {
      goal: 'lookup in 100,000 routes within 20 % of that in 10',
      measured: `${growth.toFixed(2)} ×`,
      met: growth <= 1.2,
    },
  ]
}

function streamGoal({ rows }) {
  const of = server => rows.find(row => row.server === server)?.perStream
  const peers = SERVERS.filter(({ ours }) => !ours).map(({ name }) => name)
  const least = Math.min(...peers.filter(name => name !== RAW).map(name => of(name) ?? Infinity))
  return {
    goal: 'an idle stream of events: less memory than every peer',
    measured: `${of(OURS)} bytes, the best peer ${least}`,
    met: of(OURS) < least,
  }
}

const list = values => values.map(([name, value]) => `${name} ${value.toFixed(2)}`).join(', ')
