/**
 * What each server is asked; all give the same answers. `check` throws where one is wrong: a wrong
 * answer is never timed. `only`: the servers it is for.
 */
import assert from 'node:assert/strict'
import { COUNTS, manyRoutes, SERVERS } from './servers.mjs'

const order = { id: 17, note: 'x'.repeat(960), items: [1, 2, 3], open: true }
const big = Buffer.alloc(1_048_576, 'x')
const hosts = ['node:http', 'Express 5', 'Koa 3']
const ours = SERVERS.filter(({ name, ours }) => ours && name.endsWith(', NextResponse'))
const namesOf = kind =>
  SERVERS.filter(({ name }) => name.endsWith(`, ${kind}`)).map(({ name }) => name)

const is = text => async response => assert.equal(await response.text(), text)
const isJson = value => async response => assert.deepEqual(await response.json(), value)

export const WORKLOADS = [
  get('hello', '/hello', is('Hello, world!')),
  {
    ...get('user', '/user/42?fields=name', isJson({ ...user(), fields: 'name' })),
    headers: { 'accept-language': 'de', 'x-request-id': 'r1' },
  },
  post('echo', '/echo', 'application/json', JSON.stringify(order), isJson(order)),
  {
    ...post('size', '/size', 'application/octet-stream', big, isJson({ byteLength: big.length })),
    // As many as there are cores would do: each is megabytes in flight, and unfinished at the end.
    connections: 8,
  },
  get('stream', '/stream', is('x'.repeat(65_536))),
  { ...get('bigstr', '/big-string', is(big.toString())), connections: 8 },
  { ...get('bigu8', '/big-bytes', is(big.toString())), connections: 8 },
  get('cookies', '/cookies', async response => {
    const pairs = response.headers.getSetCookie().map(line => line.split(';')[0])
    assert.deepEqual(pairs, ['a=1', 'b=2', 'c=3'])
  }),
  {
    ...get('context', '/context', isJson({ language: 'de', session: 's1' })),
    headers: { 'accept-language': 'de', cookie: 'session=s1; theme=dark' },
    only: [...hosts, ...namesOf('next/headers')],
  },
  {
    ...get('stored', '/stored', is('Hello, world!')),
    only: [...hosts, ...namesOf('stored answer')],
  },
  {
    // The cost of not matching: a path of the host's own, with and without route files before it.
    ...get('fall-through', '/legacy', is('Hello, world!')),
    only: ['Express 5', 'route files in Express 5, NextResponse'],
  },
  {
    ...post('405', '/hello', 'text/plain', '', response => assert.equal(response.status, 405)),
    status: 405,
    only: [...hosts, ...ours.map(({ name }) => name)],
  },
  {
    ...get('many', '/area9/things9/a%20b/parts/7', isJson({ id: 'a b', part: '7' })),
    only: COUNTS.map(manyRoutes),
  },
]

/** The workloads that every server has. */
export const COMMON = WORKLOADS.filter(({ only }) => only === undefined).map(({ name }) => name)

/** Whose answers fit in one write, and which every host has by itself and with route files. */
export const ONE_WRITE = ['hello', 'user', 'echo', 'cookies', 'context', 'stored', '405']

/** Throws unless it is the answer that the workload must have. */
export async function checkAnswer({ status, check }, response) {
  assert.equal(response.status, status)
  await check(response)
}

/** Every server with every workload of it. */
export const cellsOf = servers =>
  WORKLOADS.flatMap(workload =>
    servers
      .filter(({ name, only }) => workload.only?.includes(name) ?? !only)
      .map(server => ({ workload, server })),
  )

function get(name, path, check) {
  return { name, method: 'GET', path, status: 200, check }
}

function post(name, path, type, body, check) {
  const headers = { 'content-type': type }
  return { name, method: 'POST', path, headers, body, status: 200, check }
}

function user() {
  return { id: '42', language: 'de', requestId: 'r1' }
}
