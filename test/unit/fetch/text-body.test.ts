import { takeText } from '../../../src/fetch/text-body'
import { openBody } from '../../../src/http/response/body-reader'
import { NextResponse } from '../../../src/next/response'

describe('a response made from a string by NextResponse', () => {
  it('gives its text without its stream being read', async () => {
    const response = NextResponse.json({ a: 1 })
    expect(await openBody(response)).toEqual({ kind: 'whole', bytes: Buffer.from('{"a":1}') })
    expect(response.bodyUsed).toBe(false)
  })

  it('is refused when it is returned a second time', async () => {
    const response = new NextResponse('once')
    await openBody(response)
    await expect(openBody(response)).rejects.toMatchObject({ code: 'RH_RESPONSE_REUSED' })
  })

  it('is refused when the handler has read it', async () => {
    const response = new NextResponse('read')
    await response.text()
    await expect(openBody(response)).rejects.toMatchObject({ code: 'RH_RESPONSE_REUSED' })
  })

  it('may be sent by both halves of a clone', async () => {
    const response = new NextResponse('both')
    const copy = response.clone()
    for (const half of [response, copy]) {
      expect(await openBody(half)).toMatchObject({ kind: 'whole', bytes: Buffer.from('both') })
    }
  })

  it.each([
    ['bytes', new Uint8Array([1])],
    ['nothing', null],
    ['a form', new URLSearchParams('a=1')],
  ])('is read as a stream when it was made from %s', (_what, body) => {
    expect(takeText(new NextResponse(body))).toBeUndefined()
  })
})
