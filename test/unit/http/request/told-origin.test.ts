/** What handlers find in `X-Forwarded-*` headers where nobody in front has set them. */
import { tellOrigin } from '../../../../src/http/request/told-origin'

function told(origin: string, sent: Record<string, string> = {}, address = '192.0.2.1') {
  const headers = new Headers(sent)
  tellOrigin(headers, origin, address)
  return Object.fromEntries(headers)
}

describe('tellOrigin(headers, origin, address)', () => {
  it.each([
    ['http://a:3000', 'a:3000', '3000', 'http'],
    ['http://a', 'a', '80', 'http'],
    ['https://a', 'a', '443', 'https'],
    ['http://[::1]', '[::1]', '80', 'http'],
    ['http://[::1]:3000', '[::1]:3000', '3000', 'http'],
  ])('of %s names host %s, port %s and scheme %s', (origin, host, port, proto) => {
    expect(told(origin)).toEqual({
      'x-forwarded-for': '192.0.2.1',
      'x-forwarded-host': host,
      'x-forwarded-port': port,
      'x-forwarded-proto': proto,
    })
  })

  it('leaves each header that came with the request as it is', () => {
    const sent = { 'x-forwarded-host': 'public.example', 'x-forwarded-proto': 'https' }
    expect(told('http://inner:3000', sent)).toMatchObject({ ...sent, 'x-forwarded-port': '3000' })
  })

  it('names no address where none is known', () => {
    expect(told('http://a', {}, '')).not.toHaveProperty('x-forwarded-for')
  })
})
