import { type OnAccess, watched } from '../../../../src/cache/policy/key-request'
import { NextRequest } from '../../../../src/next/request'

const make = (onAccess: OnAccess = () => {}) =>
  watched(
    new NextRequest('http://localhost:3000/a?b=1', { method: 'POST', body: 'text' }),
    onAccess,
  )

function accesses(use: (request: NextRequest) => unknown): string[] {
  const seen: string[] = []
  use(make(member => seen.push(member)))
  return seen
}

describe('a request whose answer is to be stored', () => {
  it.each<[string, (request: NextRequest) => unknown]>([
    ...['headers', 'cookies', 'url', 'body'].map(
      name => [`request.${name}`, (request: NextRequest) => Reflect.get(request, name)] as never,
    ),
    ...['blob', 'bytes', 'json', 'text', 'arrayBuffer', 'formData'].map(
      name => [`request.${name}`, (request: NextRequest) => Reflect.get(request, name)] as never,
    ),
    ...['search', 'searchParams', 'href', 'origin', 'toString', 'toJSON'].map(
      name =>
        [`nextUrl.${name}`, (request: NextRequest) => Reflect.get(request.nextUrl, name)] as never,
    ),
    ['request.headers', request => request.clone().headers],
    ['nextUrl.search', request => request.nextUrl.clone().search],
  ])('H2 tells when a handler asks for %s', (member, use) => {
    expect(accesses(use)).toEqual([member])
  })

  it.each<[string, (request: NextRequest) => unknown]>([
    ['method', request => request.method],
    ['signal', request => request.signal],
    ['nextUrl.pathname', request => request.nextUrl.pathname],
  ])('tells nothing when it asks for %s, which the key says', (_, use) => {
    expect(accesses(use)).toEqual([])
  })

  it('works as it would without anybody watching', async () => {
    const request = make()
    expect(request).toBeInstanceOf(NextRequest)
    expect(request.nextUrl.searchParams.get('b')).toBe('1')
    expect(await request.clone().text()).toBe('text')
    request.nextUrl.pathname = '/c'
    expect(String(request.nextUrl)).toBe('http://localhost:3000/c?b=1')
    expect(request.nextUrl).toBe(request.nextUrl)
  })

  it('lets whoever watches refuse', () => {
    const refuse = () => {
      throw new Error('refused')
    }
    expect(() => make(refuse).headers).toThrow('refused')
  })
})
