import { lateStreamsWork } from '../../../src/fetch/late-stream'
import { takeWhole } from '../../../src/fetch/whole-body'
import { NextResponse } from '../../../src/next/response'

describe('the whole body of a response', () => {
  it('is not taken when the handler has read it, or reads it', async () => {
    const read = new NextResponse('read')
    await read.text()
    expect(takeWhole(read)).toBeUndefined()
    const locked = new NextResponse('locked')
    locked.body?.getReader()
    expect(takeWhole(locked)).toBeUndefined()
  })

  it('is not taken from either half of a clone, which can both be read', async () => {
    const response = new NextResponse('both')
    const copy = response.clone()
    for (const half of [response, copy]) {
      expect(takeWhole(half)).toBeUndefined()
      expect(await half.text()).toBe('both')
    }
  })

  it('is not taken from a subclass that has a body of its own', async () => {
    class Own extends NextResponse {
      override get body() {
        return new Blob(['own']).stream()
      }
    }
    expect(takeWhole(new Own('other'))).toBeUndefined()
  })

  it.each([
    ['nothing', null],
    ['a form', new FormData()],
    ['a stream', new Blob(['a']).stream()],
  ])('is read as a stream when it was made from %s', (_what, body) => {
    expect(takeWhole(new NextResponse(body))).toBeUndefined()
  })
})

if (lateStreamsWork()) {
  describe('the whole body of a response that is all there', () => {
    it('is taken as the text that the response was made from, which is then used', async () => {
      const response = NextResponse.json({ a: 1 })
      expect(takeWhole(response)).toBe('{"a":1}')
      expect(response.bodyUsed).toBe(true)
      expect(response.body?.locked).toBe(true)
      await expect(response.text()).rejects.toMatchObject({ name: 'TypeError' })
      expect(() => response.clone()).toThrow(expect.objectContaining({ name: 'TypeError' }))
    })

    it('is taken as the bytes that the response was made from, as they were', () => {
      const bytes = new Uint8Array([0, 1, 2, 3])
      const response = new NextResponse(bytes.subarray(1, 3))
      bytes.fill(9)
      expect(takeWhole(response)).toEqual(new Uint8Array([1, 2]))
    })

    it('is taken once', () => {
      const response = new NextResponse('once')
      expect(takeWhole(response)).toBe('once')
      expect(takeWhole(response)).toBeUndefined()
    })
  })
}
