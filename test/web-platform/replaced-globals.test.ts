/** A host or a polyfill that replaces a class after our import: handlers and answers stay whole. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { createRequestListener } from '../../adapters/node'
import { redirect } from '../../src/next/navigation'
import type { NextRequest } from '../../src/next/request'
import { NextResponse } from '../../src/next/response'

const CLASSES = [
  'AbortController',
  'AbortSignal',
  'DOMException',
  'Headers',
  'ReadableStream',
  'Request',
  'Response',
  'URL',
  'URLSearchParams',
] as const

const answers: Record<string, (request: NextRequest) => unknown> = {
  text: async request => NextResponse.json({ got: await request.text() }),
  json: async request => NextResponse.json({ got: await request.json() }),
  form: async request => NextResponse.json({ got: (await request.formData()).get('a') }),
  stream: request => new NextResponse(request.body),
  clone: async request => NextResponse.json({ got: await request.clone().text() }),
  url: request => NextResponse.json({ got: [request.url, request.nextUrl.pathname] }),
  headers: request => NextResponse.json({ got: request.headers.get('x-a') }),
  cookies: request => NextResponse.json({ got: request.cookies.get('a')?.value }),
  signal: request => NextResponse.json({ got: request.signal.aborted }),
  redirect: () => redirect('/elsewhere'),
  'redirect of NextResponse': request => NextResponse.redirect(request.nextUrl),
}

let directory: string
let server: http.Server

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'rh-globals-'))
  mkdirSync(join(directory, '[how]'))
  writeFileSync(join(directory, '[how]/route.ts'), 'export const POST = null\n')
  const POST = async (request: NextRequest, { params }: any) => {
    const { how } = await params
    return answers[how]!(request)
  }
  const listener = createRequestListener(directory, { import: async () => ({ POST }) })
  await listener.ready()
  server = http.createServer(listener)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
})

afterAll(() => {
  server.close()
  rmSync(directory, { recursive: true })
})

function ask(how: string, body: string, method = 'POST'): Promise<unknown[]> {
  const { port } = server.address() as AddressInfo
  const type = how === 'form' ? 'application/x-www-form-urlencoded' : 'application/json'
  const headers = { host: 'a.test', 'x-a': '1', cookie: 'a=1', 'content-type': type }
  const path = `/${encodeURIComponent(how)}`
  return new Promise((resolve, reject) => {
    const asking = http.request({ port, method, path, headers, agent: false }, async answer => {
      resolve([answer.statusCode, answer.headers.location, await text(answer)])
    })
    asking.on('error', reject).end(body)
  })
}

const STATICS = new Set<string | symbol>([
  ...[
    'abort',
    'any',
    'canParse',
    'error',
    'from',
    'json',
    'parse',
    'prototype',
    'redirect',
    'timeout',
  ],
  Symbol.hasInstance,
])

/** Every use of the class throws while `act` runs. */
async function withoutClass<T>(name: (typeof CLASSES)[number], act: () => Promise<T>): Promise<T> {
  const own = Object.getOwnPropertyDescriptor(globalThis, name)!
  const refuse = () => {
    throw new Error(`somebody used the global ${name}`)
  }
  const get = (_: unknown, member: string | symbol) => (STATICS.has(member) ? refuse : undefined)
  const value = new Proxy(function replaced() {}, { construct: refuse, apply: refuse, get })
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
  try {
    return await act()
  } finally {
    Object.defineProperty(globalThis, name, own)
  }
}

const body = (how: string): string => (how === 'form' ? 'a=1' : '{"a":1}')

describe.each(CLASSES)('with %s replaced after our import', name => {
  test.each(Object.keys(answers))('a handler that answers with %s', async how => {
    const before = await ask(how, body(how))
    expect(before[0]).toBeLessThan(400)
    expect(await withoutClass(name, () => ask(how, body(how)))).toEqual(before)
  })

  test('a method that there is not', async () => {
    expect((await withoutClass(name, () => ask('text', '', 'PUT')))[0]).toBe(405)
  })
})

test('with Response.json replaced by one that calls NextResponse.json', async () => {
  const native = Response.json
  Response.json = NextResponse.json
  try {
    expect(await ask('json', '{"a":1}')).toEqual([200, undefined, '{"got":{"a":1}}'])
  } finally {
    Response.json = native
  }
})
