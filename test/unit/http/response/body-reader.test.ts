/** STR-2 and STR-3: a body that is there is sent whole, any other as a stream. */
import type { UnderlyingDefaultSource } from 'node:stream/web'
import { openBody } from '../../../../src/http/response/body-reader'
import { ChunkReader } from '../../../../src/http/response/chunk-reader'
import { errorOf } from '../message'

const later = (): Promise<void> => new Promise(resolve => setTimeout(resolve, 5))

interface Source {
  readonly cancelled: unknown[]
  readonly response: Response
}

/** A response whose stream carries the items; a function among them is awaited first. */
function responseOf(...items: readonly unknown[]): Source {
  const left: any[] = [...items]
  const cancelled: unknown[] = []
  const source: UnderlyingDefaultSource = {
    async pull(controller) {
      if (typeof left[0] === 'function') await left.shift()()
      if (left.length === 0) controller.close()
      else if (left[0] instanceof Error) controller.error(left.shift())
      else controller.enqueue(left.shift())
    },
    cancel: reason => void cancelled.push(reason),
  }
  const stream = new ReadableStream(source, { highWaterMark: 0 })
  return { cancelled, response: new Response(stream) }
}

async function rest(chunks: ChunkReader): Promise<string[]> {
  const seen: string[] = []
  for (let chunk = await chunks.next(); chunk; chunk = await chunks.next()) {
    seen.push(Buffer.from(chunk).toString())
  }
  return seen
}

async function opened(response: Response): Promise<unknown> {
  const body = await openBody(response)
  if (body.kind === 'empty') return 'empty'
  return body.kind === 'whole' ? Buffer.from(body.body).toString() : rest(body.chunks)
}

const bytes = (text: string): Uint8Array => Buffer.from(text)

describe('openBody(response)', () => {
  it.each<[string, Response, unknown]>([
    ['no body', new Response(null), 'empty'],
    ['text', new Response('hello'), 'hello'],
    ['the empty string', new Response(''), 'empty'],
    ['JSON', Response.json({ a: 1 }), '{"a":1}'],
    ['bytes', new Response(new Uint8Array([104, 105])), 'hi'],
    ['a stream that ends at once', responseOf().response, 'empty'],
    ['a stream of one chunk', responseOf(bytes('one')).response, 'one'],
    ['a stream of one string', responseOf('h\u00e9').response, 'h\u00e9'],
    ['a stream of two chunks', responseOf(bytes('a'), bytes('b')).response, ['a', 'b']],
    ['a chunk that is late', responseOf(later, bytes('a')).response, ['a']],
    ['an end that is late', responseOf(bytes('a'), later).response, ['a']],
    ['empty chunks in between', responseOf(later, bytes(''), 'a', '', 'b').response, ['a', 'b']],
  ])('STR-3: %s', async (_what, response, expected) => {
    await expect(opened(response)).resolves.toEqual(expected)
  })

  it('STR-2: does not wait for a first chunk that is late', async () => {
    const never = responseOf(() => new Promise(() => {}))
    const body = await openBody(never.response)
    expect(body.kind).toBe('stream')
  })

  it('ERR-1: an error before the first chunk is thrown, while the host can still answer', async () => {
    const failure = new Error('no such table')
    await expect(openBody(responseOf(failure).response)).rejects.toBe(failure)
  })

  it('STR-6: an error behind the first chunk comes when it is reached', async () => {
    const failure = new Error('connection lost')
    const body = await openBody(responseOf(bytes('a'), later, failure).response)
    const { chunks } = body as { chunks: ChunkReader }
    await expect(chunks.next()).resolves.toEqual(bytes('a'))
    await expect(chunks.next()).rejects.toBe(failure)
  })

  it('STR-5: a first chunk that is no bytes is RH_STREAM_CHUNK, and the source is told', async () => {
    const { response, cancelled } = responseOf(7, bytes('b'))
    await expect(openBody(response)).rejects.toMatchObject({ code: 'RH_STREAM_CHUNK' })
    expect(cancelled).toEqual([expect.objectContaining({ code: 'RH_STREAM_CHUNK' })])
  })

  it('HDR-7, row 138: a body that was read is RH_RESPONSE_REUSED, naming the fix', async () => {
    const response = new Response('once')
    await response.text()
    expect(errorOf(() => openBody(response))).toMatchObject({
      code: 'RH_RESPONSE_REUSED',
      status: 500,
      message: expect.stringContaining('response.clone()'),
    })
  })

  it('HDR-7, row 137: so is a body that is locked', () => {
    const response = new Response('once')
    response.body!.getReader()
    expect(errorOf(() => openBody(response))).toMatchObject({ code: 'RH_RESPONSE_REUSED' })
  })

  it('HDR-7: so is one that was opened before', async () => {
    const response = new Response('once')
    await openBody(response)
    expect(errorOf(() => openBody(response))).toMatchObject({ code: 'RH_RESPONSE_REUSED' })
  })
})

describe('new ChunkReader(body)', () => {
  it('SIG-4: cancels its source once, with the reason', async () => {
    const { response, cancelled } = responseOf(bytes('a'), bytes('b'))
    const chunks = new ChunkReader(response.body!)
    await chunks.next()
    chunks.cancel('gone')
    chunks.cancel('again')
    expect(cancelled).toEqual(['gone'])
  })

  it('SIG-4: does not cancel what has ended', async () => {
    const { response, cancelled } = responseOf(bytes('a'))
    const chunks = new ChunkReader(response.body!)
    await rest(chunks)
    chunks.cancel('late')
    expect(cancelled).toEqual([])
  })
})
