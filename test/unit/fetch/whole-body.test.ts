import { takeWhole } from '../../../src/fetch/whole-body'
import { openBody } from '../../../src/http/response/body-reader'
import { NextResponse } from '../../../src/next/response'

describe('a response made from a string by NextResponse', () => {
  it('is used when it was sent', async () => {
    const response = NextResponse.json({ a: 1 })
    expect(await openBody(response)).toEqual({ kind: 'whole', bytes: Buffer.from('{"a":1}') })
    expect(response.bodyUsed).toBe(true)
    await expect(response.text()).rejects.toMatchObject({ name: 'TypeError' })
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
    ['nothing', null],
    ['a form', new URLSearchParams('a=1')],
    ['a stream', new Blob(['a']).stream()],
  ])('is read as a stream when it was made from %s', (_what, body) => {
    expect(takeWhole(new NextResponse(body))).toBeUndefined()
  })
})
