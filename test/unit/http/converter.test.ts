/** PEER-1: the converter by itself, over a real socket. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { sourceOf } from '../../../src/fetch/sources'
import { sendResponse, type ToRequestOptions, toRequest } from '../../../src/http/converter'
import { incoming } from './incoming'
import { errorOf } from './message'
import { head, overWire, until, type Wire } from './wire'

const toText = async (request: IncomingMessage, options?: ToRequestOptions): Promise<string> =>
  toRequest(request, undefined, options).text()

describe('toRequest(req, res, options)', () => {
  it('REQ-1: is a Request with URL, method, headers and body', async () => {
    const request = toRequest(incoming({ chunks: ['hello'], headers: { 'x-a': '1' } }))
    expect(request).toBeInstanceOf(Request)
    expect([request.method, request.url]).toEqual(['POST', 'http://host.example/'])
    expect(request.headers.get('x-a')).toBe('1')
    expect(await request.text()).toBe('hello')
  })

  it('URL-1: takes the public URL that Express and Connect keep beside the shortened one', () => {
    const message = incoming({ left: { url: '/users', originalUrl: '/api/users?x' } })
    expect(toRequest(message).url).toBe('http://host.example/api/users?x')
  })

  it('CTX-1: remembers what it was made from', () => {
    const message = incoming({})
    expect(sourceOf(toRequest(message))).toEqual({ req: message, res: undefined })
  })

  it.each([
    [{ origin: 'https://fixed.example' }, 'https://fixed.example/'],
    [{ trustProxy: true }, 'https://public.example/'],
    [{ trustProxy: false }, 'http://host.example/'],
    [{}, 'http://host.example/'],
  ] as const)('URL-3: under %j the URL is %s', (options, url) => {
    const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'public.example' }
    expect(toRequest(incoming({ headers }), undefined, options).url).toBe(url)
  })

  it.each([
    ['OPTIONS', '*'],
    ['TRACE', '/'],
    ['CONNECT', 'host.example:443'],
  ])('REQ-5: %s %s is RH_BAD_REQUEST', (method, url) => {
    const converting = () => toRequest(incoming({ method, left: { url } }))
    expect(errorOf(converting)).toMatchObject({ code: 'RH_BAD_REQUEST', status: 400, expose: true })
  })

  it('URL-6: a bad Host is RH_BAD_HOST', () => {
    const converting = () => toRequest(incoming({ headers: { host: 'a?b' } }))
    expect(errorOf(converting)).toMatchObject({ code: 'RH_BAD_HOST', status: 400 })
  })

  it.each([
    [undefined, 'hello'],
    [{ bodyLimit: 5 }, 'hello'],
    [{ bodyLimit: false }, 'hello'],
    [{ bodyLimit: 4 }, expect.objectContaining({ code: 'RH_BODY_LIMIT', status: 413 })],
  ] as const)('UB-5: under %j a body of 5 bytes is %p', async (options, expected) => {
    const reading = toText(incoming({ chunks: ['he', 'llo'] }), options)
    expect(await reading.catch(error => error)).toEqual(expected)
  })
})

describe('sendResponse(response, res, options)', () => {
  /** What the client of one request receives when `answer` answers it. */
  function received(answer: (response: ServerResponse) => Promise<void>): Promise<string> {
    let wire: Wire | undefined
    return overWire(
      async (_request, response) => {
        response.sendDate = false
        await answer(response)
        await until(() => wire!.received().endsWith('\r\n') || wire!.socket.destroyed)
        return wire!.received()
      },
      found => {
        wire = found
        found.socket.write(head(0))
      },
    )
  }

  it('HDR: joins what earlier middleware has set', async () => {
    const text = await received(async response => {
      response.setHeader('set-cookie', 'host=1')
      response.setHeader('vary', 'Origin')
      const headers = { 'set-cookie': 'own=1', vary: 'Accept', 'x-a': '1' }
      await sendResponse(new Response('x\r\n', { status: 201, headers }), response)
    })
    const lines = text.split('\r\n')
    expect(lines[0]).toBe('HTTP/1.1 201 Created')
    expect(lines).toEqual(expect.arrayContaining(['set-cookie: host=1', 'set-cookie: own=1']))
    expect(lines).toEqual(
      expect.arrayContaining(['vary: Origin, Accept', 'x-a: 1', 'content-length: 3']),
    )
  })

  it('ORD-3: rejects while nothing was written, so that the caller can answer', async () => {
    const text = await received(async response => {
      const sending = sendResponse(Response.error(), response)
      await expect(sending).rejects.toMatchObject({ code: 'RH_BAD_RESPONSE' })
      expect([response.headersSent, response.getHeaderNames()]).toEqual([false, []])
      response.end('instead\r\n')
    })
    expect(text).toContain('instead')
  })

  it('ERR-5: a failure behind the head is told of once, and the connection is cut', async () => {
    const seen: unknown[] = []
    const failure = new Error('lost')
    let pulls = 0
    const body = new ReadableStream({
      pull(controller) {
        pulls += 1
        if (pulls === 1) controller.enqueue(Buffer.from('x'))
        else return new Promise((_, reject) => setImmediate(() => setImmediate(reject, failure)))
      },
    })
    const text = await received(response =>
      sendResponse(new Response(body), response, { onError: error => void seen.push(error) }),
    )
    expect(seen).toEqual([failure])
    expect(text).not.toMatch(/\r\n0\r\n\r\n$/)
  })

  it('HDR-8: an answer that the host has ended itself is left, and ours cancelled', async () => {
    const cancelled: unknown[] = []
    const body = new ReadableStream({ cancel: () => void cancelled.push(1) })
    const text = await received(async response => {
      response.end('host\r\n')
      await sendResponse(new Response(body), response)
    })
    expect(text).toContain('host')
    expect(cancelled).toEqual([1])
  })
})
