import { defineIncomingRequest, lazyRequestsWork } from '../../../src/fetch/incoming-request'
import type { RequestParts } from '../../../src/fetch/request-parts'
import { sourceOf } from '../../../src/fetch/sources'

const encoder = new TextEncoder()

function streamOf(text: string): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(encoder.encode(text))
      controller.close()
    },
  })
}

function partsOf(overrides: Partial<RequestParts> & { text?: string } = {}) {
  const asked: string[] = []
  const count =
    <T>(name: string, value: () => T) =>
    () => {
      asked.push(name)
      return value()
    }
  const text = overrides.text
  const controller = new AbortController()
  const parts: RequestParts = {
    method: text === undefined ? 'GET' : 'POST',
    url: count('url', () => 'http://example.test/a%20b?x=%20'),
    headers: count('headers', () => new Headers({ cookie: 'a=1', 'content-type': 'text/plain' })),
    body: count('body', () =>
      text === undefined
        ? null
        : { stream: () => streamOf(text), bytes: async () => encoder.encode(text) },
    ),
    signal: count('signal', () => controller.signal),
    ...overrides,
  }
  return { parts, asked, controller }
}

const modes = lazyRequestsWork() ? [true, false] : [false]

describe.each(modes.map(lazy => ({ lazy })))('an incoming request (lazy: $lazy)', ({ lazy }) => {
  const make = defineIncomingRequest(Request, lazy)

  it('is a Request', () => {
    const request = make(partsOf().parts)
    expect(request).toBeInstanceOf(Request)
    expect(request.constructor).toBe(Request)
    expect(Object.prototype.toString.call(request)).toBe('[object Request]')
  })

  it('keeps the URL as it came', () => {
    expect(make(partsOf().parts).url).toBe('http://example.test/a%20b?x=%20')
  })

  it('gives the same headers and the same signal at every read', () => {
    const { parts, controller } = partsOf()
    const request = make(parts)
    expect(request.headers).toBe(request.headers)
    expect(request.signal).toBe(request.signal)
    controller.abort()
    expect(request.signal.aborted).toBe(true)
  })

  it('can be wrapped by new Request() with method, headers and body', async () => {
    const copy = new Request(make(partsOf({ text: 'hello' }).parts))
    expect(copy.method).toBe('POST')
    expect(copy.headers.get('cookie')).toBe('a=1')
    expect(await copy.text()).toBe('hello')
  })

  it('passes header changes on to a wrapping request', () => {
    const request = make(partsOf().parts)
    new Request(request)
    request.headers.set('x-late', '1')
    request.headers.delete('cookie')
    const copy = new Request(request)
    expect(copy.headers.get('x-late')).toBe('1')
    expect(copy.headers.has('cookie')).toBe(false)
  })

  it('answers the accessors of Request.prototype called on it', () => {
    const request = make(partsOf().parts)
    for (const name of ['method', 'url', 'headers', 'mode', 'redirect', 'referrer'] as const) {
      const { get } = Object.getOwnPropertyDescriptor(Request.prototype, name)!
      const own = request[name]
      const native = get!.call(request)
      if (name === 'headers') expect([...native]).toEqual([...(own as Headers)])
      else expect(native).toEqual(own)
    }
  })

  it('aborts a wrapping request with its own signal', () => {
    const { parts, controller } = partsOf()
    const copy = new Request(make(parts))
    controller.abort(new Error('gone'))
    expect(copy.signal.aborted).toBe(true)
  })

  it('clones: both halves are readable, headers are separate', async () => {
    const request = make(partsOf({ text: 'twice' }).parts)
    const copy = request.clone()
    copy.headers.set('x-copy', '1')
    expect(request.headers.has('x-copy')).toBe(false)
    expect(await copy.text()).toBe('twice')
    expect(await request.text()).toBe('twice')
    expect(copy.url).toBe(request.url)
  })

  it.each(['text', 'json', 'arrayBuffer', 'blob'] as const)(
    'reads its body with %s()',
    async how => {
      const request = make(partsOf({ text: '{"a":1}' }).parts)
      expect(request.bodyUsed).toBe(false)
      const value = await request[how]()
      expect(request.bodyUsed).toBe(true)
      if (how === 'text') expect(value).toBe('{"a":1}')
      if (how === 'json') expect(value).toEqual({ a: 1 })
      if (how === 'arrayBuffer') expect((value as ArrayBuffer).byteLength).toBe(7)
      if (how === 'blob') expect(await (value as Blob).text()).toBe('{"a":1}')
    },
  )

  it('reads its body once', async () => {
    const request = make(partsOf({ text: 'x' }).parts)
    await request.text()
    await expect(request.json()).rejects.toMatchObject({ name: 'TypeError' })
    expect(() => request.clone()).toThrow(expect.objectContaining({ name: 'TypeError' }))
    expect(() => new Request(request)).toThrow(expect.objectContaining({ name: 'TypeError' }))
  })

  it('strips a byte order mark from text()', async () => {
    expect(await make(partsOf({ text: '\uFEFFa' }).parts).text()).toBe('a')
  })

  it.each([
    ['an overlong form', [0xc0, 0x80, 0x41]],
    ['a cut sequence', [0x41, 0xe2, 0x82]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['a cut byte order mark', [0xef, 0xbb, 0x41]],
  ])('decodes %s as the Encoding standard does', async (_what, given) => {
    const bytes = Buffer.from(given)
    const body = () => ({ stream: () => new Blob([bytes]).stream(), bytes: async () => bytes })
    const request = make(partsOf({ text: '', body } as never).parts)
    expect(await request.text()).toBe(new TextDecoder().decode(bytes))
  })

  it('has a null body and reads as empty without one', async () => {
    const request = make(partsOf().parts)
    expect(request.body).toBeNull()
    expect(request.bodyUsed).toBe(false)
    expect(await request.text()).toBe('')
  })

  it('can be used by a subclass whose accessors need no constructor', () => {
    class Sub extends Request {
      get shout(): string {
        return this.url.toUpperCase()
      }
    }
    const request = defineIncomingRequest(Sub, lazy)(partsOf().parts)
    expect(request).toBeInstanceOf(Sub)
    expect(request.shout).toBe('HTTP://EXAMPLE.TEST/A%20B?X=%20')
  })

  it('leads back to what it was made from', () => {
    const source = {}
    const request = make(partsOf({ source }).parts)
    expect(sourceOf(request)).toBe(source)
    expect(sourceOf(request.clone())).toBe(source)
    expect(sourceOf(new Request('http://x.test'))).toBeUndefined()
  })
})

if (lazyRequestsWork()) {
  describe('a lazy incoming request', () => {
    it('makes nothing until it is asked', () => {
      const { parts, asked } = partsOf({ text: 'x' })
      const request = defineIncomingRequest(Request, true)(parts)
      expect(request.method).toBe('POST')
      expect(asked).toEqual([])
      request.headers.get('cookie')
      expect(asked).toEqual(['headers'])
    })
  })
}
