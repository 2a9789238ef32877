/** Who runs, and what each of them is asked. Every server gives the same answers. */
import assert from 'node:assert/strict'

/** `file` in servers/, called with `argument`; `base`: what its ratio in the second table is to. */
export const SERVERS = [
  { name: 'node:http', file: 'http' },
  {
    name: 'route files on node:http, NextResponse',
    file: 'node-routes',
    argument: 'next-response',
  },
  { name: 'route files on node:http, Response', file: 'node-routes', argument: 'response' },
  { name: '@whatwg-node/server, its own classes', file: 'whatwg', argument: 'own' },
  { name: '@whatwg-node/server, native classes', file: 'whatwg', argument: 'native' },
  { name: 'Express 5', file: 'express' },
  {
    name: 'route files in Express 5, NextResponse',
    file: 'express-routes',
    argument: 'next-response',
    base: 'Express 5',
  },
  {
    name: 'route files in Express 5, Response',
    file: 'express-routes',
    argument: 'response',
    base: 'Express 5',
  },
  { name: 'Koa 3', file: 'koa' },
  {
    name: 'route files in Koa 3, NextResponse',
    file: 'koa-routes',
    argument: 'next-response',
    base: 'Koa 3',
  },
  {
    name: 'route files in Koa 3, Response',
    file: 'koa-routes',
    argument: 'response',
    base: 'Koa 3',
  },
]

const order = { id: 17, note: 'x'.repeat(960), items: [1, 2, 3], open: true }

/** `check` throws where an answer is wrong; a wrong answer is never timed. */
export const WORKLOADS = [
  {
    name: 'hello',
    request: { method: 'GET', path: '/hello' },
    check: async response => assert.equal(await response.text(), 'Hello, world!'),
  },
  {
    name: 'user',
    request: {
      method: 'GET',
      path: '/user/42?fields=name',
      headers: { 'accept-language': 'de', 'x-request-id': 'r1' },
    },
    check: async response =>
      assert.deepEqual(await response.json(), {
        id: '42',
        fields: 'name',
        language: 'de',
        requestId: 'r1',
      }),
  },
  {
    name: 'echo',
    request: {
      method: 'POST',
      path: '/echo',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(order),
    },
    check: async response => assert.deepEqual(await response.json(), order),
  },
  {
    name: 'cookies',
    request: { method: 'GET', path: '/cookies' },
    check: async response => {
      const pairs = response.headers.getSetCookie().map(line => line.split(';')[0])
      assert.deepEqual(pairs, ['a=1', 'b=2', 'c=3'])
    },
  },
  {
    // The cost of not matching: a path of the host's own, with and without route files before it.
    name: 'fall-through',
    only: ['Express 5', 'route files in Express 5, NextResponse'],
    request: { method: 'GET', path: '/legacy' },
    check: async response => assert.equal(await response.text(), 'Hello, world!'),
  },
]

export const cells = WORKLOADS.flatMap(workload =>
  SERVERS.filter(({ name }) => workload.only?.includes(name) ?? true).map(server => ({
    workload,
    server,
  })),
)
