import stream, { Readable } from 'node:stream'
import { inspect, types } from 'node:util'
import { lateStream, lateStreamsWork, peekSource } from '../../../src/fetch/late-stream'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const textOf = (body: ReadableStream): Promise<string> => new Response(body).text()

/** By the platform itself, to be compared with. */
const native = (text: string): ReadableStream<Uint8Array> => new Response(text).body!

type Make = (text: string) => ReadableStream<Uint8Array>

const KINDS: [string, Make][] = [
  ['a text', text => lateStream(text)],
  ['bytes', text => lateStream(bytesOf(text))],
  [
    'a source',
    text => lateStream({ stream: () => native(text), bytes: async () => bytesOf(text) }),
  ],
  ['the platform', native],
]

/** Each `Response#body` of the platform can do what is asked here; a late one must too. */
const kinds = KINDS.filter(([kind]) => lateStreamsWork() || kind === 'the platform')

describe.each(kinds)('a stream of %s', (_kind, make) => {
  it('is a ReadableStream', () => {
    const body = make('x')
    expect(body).toBeInstanceOf(ReadableStream)
    expect(body.constructor).toBe(ReadableStream)
    expect(Object.prototype.toString.call(body)).toBe('[object ReadableStream]')
    expect(Object.keys(body)).toEqual([])
    expect(types.isProxy(body)).toBe(false)
  })

  it('has the methods of ReadableStream.prototype', () => {
    const body = make('x')
    const { cancel, getReader, pipeThrough, pipeTo, tee, values } = ReadableStream.prototype
    expect(body).toMatchObject({ cancel, getReader, pipeThrough, pipeTo, tee, values })
  })

  it('gives one chunk, a Uint8Array of its own class', async () => {
    const reader = make('chunk').getReader()
    const { value } = await reader.read()
    expect(Object.getPrototypeOf(value)).toBe(Object.getPrototypeOf(bytesOf('')))
    expect(value).toEqual(bytesOf('chunk'))
    expect(await reader.read()).toEqual({ done: true, value: undefined })
  })

  it('ends at once where there is nothing', async () => {
    expect(await make('').getReader().read()).toEqual({ done: true, value: undefined })
  })

  it('fills the buffers of a BYOB reader, and then ends', async () => {
    const reader = make('abc').getReader({ mode: 'byob' })
    const parts: string[] = []
    for (;;) {
      const { done, value } = await reader.read(new Uint8Array(2))
      if (done) break
      parts.push(Buffer.from(value).toString())
    }
    expect(parts).toEqual(['ab', 'c'])
  })

  it('is locked by a reader, and free after it', () => {
    const body = make('x')
    expect(body.locked).toBe(false)
    const reader = body.getReader()
    expect(body.locked).toBe(true)
    expect(() => body.getReader()).toThrow(expect.objectContaining({ name: 'TypeError' }))
    reader.releaseLock()
    expect(body.locked).toBe(false)
  })

  it('tees', async () => {
    const [one, two] = make('twice').tee()
    expect([await textOf(one), await textOf(two)]).toEqual(['twice', 'twice'])
  })

  it('pipes', async () => {
    const through = make('pipe').pipeThrough(new TextDecoderStream() as never)
    const chunks: unknown[] = []
    await through.pipeTo(new WritableStream({ write: chunk => void chunks.push(chunk) }))
    expect(chunks).toEqual(['pipe'])
  })

  it('is iterated, and with preventCancel left as it is', async () => {
    const body = make('loop') as ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>
    for await (const chunk of body.values({ preventCancel: true })) {
      expect(chunk).toEqual(bytesOf('loop'))
      break
    }
    expect(body.locked).toBe(false)
    for await (const _chunk of body) throw new Error('there is no second chunk')
  })

  it('is cancelled', async () => {
    const body = make('x')
    await body.cancel()
    expect(await body.getReader().read()).toEqual({ done: true, value: undefined })
    expect(Readable.isDisturbed(body as never)).toBe(true)
  })

  it('is taken by methods called on it', async () => {
    const { getReader, tee } = ReadableStream.prototype
    const reader = getReader.call(make('call')) as ReadableStreamDefaultReader<Uint8Array>
    expect((await reader.read()).value).toEqual(bytesOf('call'))
    expect(await textOf(tee.call(make('call'))[0])).toBe('call')
    const { get } = Object.getOwnPropertyDescriptor(ReadableStream.prototype, 'locked')!
    expect(get!.call(make('call'))).toBe(false)
  })

  it('is taken by streams of Node', async () => {
    const chunks = await Readable.fromWeb(make('node') as never).toArray()
    expect(Buffer.concat(chunks).toString()).toBe('node')
    const body = make('done')
    const ended = new Promise(resolve => stream.finished(body as never, resolve))
    await textOf(body)
    expect(await ended).toBeUndefined()
  })

  it('is the body of a Response and of a Request', async () => {
    const response = new Response(make('res'))
    const copy = response.clone()
    expect(await Response.prototype.text.call(response)).toBe('res')
    expect(await copy.text()).toBe('res')
    const init = { method: 'POST', body: make('req'), duplex: 'half' }
    const request = new Request('http://example.test/', init as RequestInit)
    expect(await new Request(request).text()).toBe('req')
    expect(request.bodyUsed).toBe(true)
  })

  it('tells its state to Node', async () => {
    const state = (body: unknown): unknown[] => [
      Readable.isDisturbed(body as never),
      stream.isErrored(body as never),
      stream.isReadable(body as never),
    ]
    const body = make('x')
    expect(state(body)).toEqual([false, false, true])
    await textOf(body)
    expect(state(body)).toEqual([true, false, false])
  })

  it('is shown as a stream, and has no clone', () => {
    expect(inspect(make('x'))).toMatch(/^ReadableStream \{ locked: false, state: 'readable'/)
    expect(() => structuredClone(make('x'))).toThrow()
  })
})

if (lateStreamsWork()) {
  describe('a late stream', () => {
    it('is not made for what can be told without it', () => {
      const body = lateStream('x')
      const response = new Response(body)
      expect([response.bodyUsed, body.locked, response.ok]).toEqual([false, false, true])
      expect(peekSource(body)).toBe('x')
    })

    it('cannot be transferred (docs/decisions/080)', () => {
      const body = lateStream('x')
      expect(() => structuredClone(body, { transfer: [body as never] })).toThrow()
    })
  })
}
