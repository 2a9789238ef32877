import { discardBody } from '../../../src/fetch/discard-body'

function responseOf(chunk: Uint8Array) {
  const cancelled: unknown[] = []
  const stream = new ReadableStream<Uint8Array>(
    {
      pull: controller => controller.enqueue(chunk),
      cancel: reason => void cancelled.push(reason),
    },
    { highWaterMark: 0 },
  )
  return { cancelled, response: new Response(stream) }
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('discardBody(response, reason)', () => {
  it('SIG-6: cancels a body that will not be sent', () => {
    const { response, cancelled } = responseOf(bytes('a'))
    discardBody(response, 'why')
    expect(cancelled).toEqual(['why'])
  })

  it.each([
    ['no body', new Response(null)],
    ['text', new Response('x')],
  ])('SIG-6: leaves %s in peace', (_what, response) => {
    expect(() => discardBody(response)).not.toThrow()
  })

  it('SIG-6: leaves a locked body to whoever holds it', () => {
    const { response, cancelled } = responseOf(bytes('a'))
    response.body!.getReader()
    discardBody(response)
    expect(cancelled).toEqual([])
  })
})
