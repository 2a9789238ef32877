/** fetch(r): whatever request is given, what arrives is what it says (Fetch standard, "fetch()"). */
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { defineIncomingRequest, lazyRequestsWork } from '../../src/fetch/incoming-request'
import { NextRequest } from '../../src/next/request'

let server: http.Server
let at: string

beforeAll(async () => {
  server = http.createServer(async (req, res) => {
    const { method, url, headers } = req
    res.end(JSON.stringify([method, url, headers['x-a'], headers['x-late'], await text(req)]))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  at = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a%20b?c=%20d`
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

type Make = (init: RequestInit) => Request

const built =
  (lazy: boolean): Make =>
  init => {
    const model = new Request(at, init)
    return defineIncomingRequest(
      NextRequest,
      lazy,
    )({
      method: model.method,
      url: () => at,
      headers: () => model.headers,
      body: () =>
        model.body && {
          stream: () => model.body!,
          bytes: async () => new Uint8Array(await model.arrayBuffer()),
        },
      signal: () => model.signal,
    })
  }

const kinds: Array<readonly [string, Make]> = [
  ['a native request', init => new Request(at, init)],
  ['a NextRequest', init => new NextRequest(at, init as object)],
  ['a received request', built(false)],
  ...(lazyRequestsWork() ? [['a lazily built one', built(true)] as const] : []),
]

const GET: RequestInit = { headers: { 'x-a': '1' } }
const PUT: RequestInit = { method: 'PUT', body: 'text', headers: { 'x-a': '1' } }

describe.each(kinds)('%s', (_, make) => {
  const path = '/a%20b?c=%20d'

  test('is sent', async () => {
    expect(await (await fetch(make(GET))).json()).toEqual(['GET', path, '1', null, ''])
  })

  test('is sent with its body and with headers that were changed', async () => {
    const request = make(PUT)
    request.headers.set('x-late', '2')
    expect(await (await fetch(request)).json()).toEqual(['PUT', path, '1', '2', 'text'])
    expect(request.bodyUsed).toBe(true)
    await expect(request.text()).rejects.toThrow(expect.objectContaining({ name: 'TypeError' }))
  })

  test('is sent while its clone stays', async () => {
    const request = make(PUT)
    const clone = request.clone()
    expect((await (await fetch(request)).json())[4]).toBe('text')
    expect(await clone.text()).toBe('text')
  })

  test('is sent with another method, headers and body', async () => {
    const init = { method: 'POST', body: 'own', headers: { 'x-late': '3' } }
    const answer = await fetch(make(PUT), init)
    expect(await answer.json()).toEqual(['POST', path, null, '3', 'own'])
  })

  test('is sent to elsewhere as the init of another', async () => {
    const answer = await fetch(new Request(`${at}&e=f`, make(PUT)))
    expect(await answer.json()).toEqual(['PUT', `${path}&e=f`, '1', null, 'text'])
  })

  test('is not sent when its body was read', async () => {
    const request = make(PUT)
    await request.text()
    await expect(fetch(request)).rejects.toThrow(expect.objectContaining({ name: 'TypeError' }))
  })

  test('is not sent when its signal has aborted', async () => {
    const request = make({ ...GET, signal: AbortSignal.abort() })
    await expect(fetch(request)).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }))
  })
})
