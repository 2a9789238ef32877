import { createServer, get, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { copyBytes, exactly, recyclable, recycle } from '../../../src/fetch/recycled-bytes'
import { NodeLifecycle } from '../../../src/http/lifecycle'
import { send } from '../../../src/http/response/send'
import { NextResponse } from '../../../src/next/response'

const MEBIBYTE = 1024 * 1024

describe('memory for copies of large bodies', () => {
  it('is used again for another of about its size', () => {
    const first = copyBytes(new Uint8Array(200_000).fill(1))
    recycle(first)
    const second = copyBytes(new Uint8Array(150_000).fill(2))
    expect(second.buffer).toBe(first.buffer)
    expect(second).toEqual(new Uint8Array(150_000).fill(2))
  })

  it('is not used for one that is much smaller, nor for a larger one', () => {
    const first = copyBytes(new Uint8Array(900_000))
    recycle(first)
    expect(recyclable(400_000).buffer).not.toBe(first.buffer)
    expect(recyclable(900_001).buffer).not.toBe(first.buffer)
  })

  it('is given back once, by nobody who has not got it from here', () => {
    const copy = copyBytes(new Uint8Array(300_000))
    recycle(copy)
    recycle(copy)
    const [one, other] = [recyclable(300_000), recyclable(300_000)]
    expect(one.buffer).not.toBe(other.buffer)
    const own = new Uint8Array(300_000)
    recycle(own)
    expect(recyclable(300_000).buffer).not.toBe(own.buffer)
  })

  it('does not grow without end', () => {
    const copies = Array.from({ length: 32 }, () => recyclable(MEBIBYTE))
    for (const copy of copies) recycle(copy)
    const kept = copies.filter(copy => {
      const next = recyclable(MEBIBYTE)
      return copies.some(({ buffer }) => buffer === next.buffer) && copy
    })
    expect(kept.length).toBeLessThanOrEqual(8)
  })

  it('shows nothing of what was in it to those who can see it all', () => {
    recycle(copyBytes(new Uint8Array(200_000).fill(7)))
    const copy = copyBytes(new Uint8Array(120_000).fill(8))
    expect(exactly(copy).buffer.byteLength).toBe(120_000)
    expect(exactly(copy)).toEqual(copy)
  })
})

describe('a large body of bytes', () => {
  let server: Server
  let port: number
  beforeAll(async () => {
    server = createServer((req, res) => {
      const fill = Number(req.url?.slice(1))
      const bytes = new Uint8Array(MEBIBYTE - fill).fill(fill)
      const answer = new NextResponse(bytes)
      bytes.fill(255)
      const fail = (): never => {
        throw new Error('not expected')
      }
      const lifecycle = new NodeLifecycle(res)
      void send(answer, res, {
        method: 'GET',
        lifecycle,
        events: { onCut: fail, onAnswered: fail },
      })
    })
    await new Promise<void>(resolve => server.listen(0, resolve))
    port = (server.address() as AddressInfo).port
  })
  afterAll(() => new Promise(resolve => server.close(resolve)))

  const fetched = (fill: number): Promise<Buffer> =>
    new Promise((resolve, reject) => {
      const request = get({ port, path: `/${fill}`, agent: false }, response => {
        // The answer lies in the buffers of both sockets while others are made.
        setTimeout(() => resolve(buffer(response)), fill % 3 === 0 ? 20 : 0)
      })
      request.on('error', reject)
    })

  it('arrives as it was given, whatever is answered meanwhile and however slowly it is read', async () => {
    for (let round = 0; round < 4; round++) {
      const fills = Array.from({ length: 12 }, (_, at) => round * 12 + at + 1)
      const bodies = await Promise.all(fills.map(fetched))
      for (const [at, body] of bodies.entries()) {
        const fill = fills[at]!
        expect(body.equals(Buffer.alloc(MEBIBYTE - fill, fill))).toBe(true)
      }
    }
  })

  it('shows a stream of its own bytes, and no more, to a handler that reads its answer', async () => {
    recycle(copyBytes(new Uint8Array(200_000).fill(7)))
    const answer = new NextResponse(new Uint8Array(150_000).fill(8))
    const { value } = await answer.body!.getReader().read()
    expect(value?.buffer.byteLength).toBe(150_000)
  })
})
