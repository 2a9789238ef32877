import { fastPaths } from '../../../src/fast-paths'
import { defineUnseenRequest } from '../../../src/fetch/incoming-request'
import type { RequestParts } from '../../../src/fetch/request-parts'

const encoder = new TextEncoder()

function partsOf(text: string): { parts: RequestParts; controller: AbortController } {
  const controller = new AbortController()
  const parts: RequestParts = {
    method: 'POST',
    url: () => 'http://example.test/a?b=c',
    headers: () => new Headers({ 'x-a': '1' }),
    body: () => ({
      stream: () => new Blob([text]).stream() as ReadableStream<Uint8Array>,
      bytes: () => Promise.resolve(encoder.encode(text)),
    }),
    signal: () => controller.signal,
  }
  return { parts, controller }
}

describe('a request that nobody sees', () => {
  // As on a runtime where no lazily built request passes for a native one.
  const { create, genuine } = defineUnseenRequest(Request, false)

  it('reads like any other', async () => {
    const request = create(partsOf('{"a":1}').parts)
    expect(request.url).toBe('http://example.test/a?b=c')
    expect(request.headers.get('x-a')).toBe('1')
    expect(await request.json()).toEqual({ a: 1 })
    expect(request.bodyUsed).toBe(true)
  })

  it('has one genuine request', async () => {
    const request = create(partsOf('text').parts)
    expect(genuine(request)).toBe(genuine(request))
    const copy = new Request(genuine(request))
    expect(copy.method).toBe('POST')
    expect(copy.url).toBe('http://example.test/a?b=c')
    expect(copy.headers.get('x-a')).toBe('1')
    expect(await copy.text()).toBe('text')
    expect(request.bodyUsed).toBe(true)
  })

  it('gives its genuine request the headers as they are then', () => {
    const request = create(partsOf('').parts)
    request.headers.set('x-late', '1')
    expect(genuine(request).headers.get('x-late')).toBe('1')
    request.headers.delete('x-a')
    expect(genuine(request).headers.has('x-a')).toBe(false)
  })

  it('shares its headers with a genuine request that was made before', () => {
    const request = create(partsOf('').parts)
    genuine(request).headers.set('x-first', '1')
    expect(request.headers.get('x-first')).toBe('1')
  })

  it('shares its body: what was read is used in both', async () => {
    const first = create(partsOf('a').parts)
    await first.text()
    expect(genuine(first).bodyUsed).toBe(true)
    await expect(genuine(first).text()).rejects.toMatchObject({ name: 'TypeError' })
    const second = create(partsOf('b').parts)
    expect(await genuine(second).text()).toBe('b')
    await expect(second.text()).rejects.toMatchObject({ name: 'TypeError' })
  })

  it('aborts its genuine request', () => {
    const { parts, controller } = partsOf('')
    const { signal } = genuine(create(parts))
    controller.abort()
    expect(signal.aborted).toBe(true)
  })

  it('is left as it is when it is genuine already', () => {
    const request = new Request('http://example.test/')
    expect(genuine(request)).toBe(request)
  })

  it('is genuine where shorter ways are not wanted', () => {
    const request = create(partsOf('').parts)
    expect(genuine(request) === request).toBe(!fastPaths)
  })
})
