/** The same headers, whether their `X-Forwarded-*` fields are made at once or when they are seen. */
import { inspect } from 'node:util'
import { toHeaders } from '../../../../src/http/request/headers'
import { toHeadersWithOrigin } from '../../../../src/http/request/late-origin'
import { tellOrigin } from '../../../../src/http/request/told-origin'

const SENT = { host: 'a.example', 'x-forwarded-proto': 'https', cookie: 'a=1' }
const ORIGIN = 'https://a.example:8443'

function atOnce(): Headers {
  const headers = toHeaders(SENT)
  tellOrigin(headers, ORIGIN, '192.0.2.1')
  return headers
}

const late = (): Headers => toHeadersWithOrigin(SENT, ORIGIN, '192.0.2.1')

const afterwards = (change: (headers: Headers) => void) => (headers: Headers) => {
  change(headers)
  return [...headers]
}

const LOOKS: readonly (readonly [string, (headers: Headers) => unknown])[] = [
  ['get()', headers => headers.get('x-forwarded-host')],
  ['get() in another case', headers => headers.get('X-Forwarded-Port')],
  ['get() of a field that was sent', headers => headers.get('X-Forwarded-Proto')],
  ['get() of something else', headers => headers.get('host')],
  ['has()', headers => headers.has('x-forwarded-for')],
  ['has() of a field that nobody has', headers => headers.has('x-forwarded-server')],
  ['for … of', headers => [...headers]],
  ['entries()', headers => [...headers.entries()]],
  ['keys()', headers => [...headers.keys()]],
  ['values()', headers => [...headers.values()]],
  [
    'forEach()',
    headers => {
      const seen: string[] = []
      headers.forEach((value, name) => void seen.push(`${name}: ${value}`))
      return seen
    },
  ],
  ['getSetCookie()', headers => headers.getSetCookie()],
  ['append()', afterwards(headers => headers.append('x-forwarded-for', '198.51.100.1'))],
  ['set()', afterwards(headers => headers.set('x-forwarded-host', 'b.example'))],
  ['delete()', afterwards(headers => headers.delete('x-forwarded-host'))],
  ['new Headers(headers)', headers => [...new Headers(headers)]],
  ['new Request(url, { headers })', headers => [...new Request('http://b/', { headers }).headers]],
  ['new Response(null, { headers })', headers => [...new Response(null, { headers }).headers]],
  ['Object.fromEntries(headers)', headers => Object.fromEntries(headers)],
  ['inspect()', headers => inspect(headers)],
  ['a method that was taken off', ({ forEach: { name } }) => name],
]

describe('toHeadersWithOrigin(from, origin, address)', () => {
  it.each(LOOKS)('%s shows what headers show that were told at once', (_name, look) => {
    expect(look(late())).toEqual(look(atOnce()))
  })

  it.each(LOOKS)('%s shows it a second time', (_name, look) => {
    const [first, second] = [late(), atOnce()]
    expect([look(first), look(first)]).toEqual([look(second), look(second)])
  })

  const methods = Object.entries(Object.getOwnPropertyDescriptors(Headers.prototype)).filter(
    ([, { value }]) => typeof value === 'function',
  )

  it.each(methods.filter(([name]) => !['constructor', 'get', 'has'].includes(name)))(
    '%s is the platform’s own method',
    (name, { value }) => {
      expect(Reflect.get(late(), name)).toBe(value)
      expect(Reflect.get(Object.getPrototypeOf(late()), name)).toBe(value)
    },
  )

  it('names the members that Headers name in for … in', () => {
    const named = (headers: Headers): string[] => {
      const names: string[] = []
      for (const name in headers) names.push(name)
      return names.sort()
    }
    expect(named(late())).toEqual(named(atOnce()))
  })

  it('gives Headers, by class and by constructor', () => {
    expect(late()).toBeInstanceOf(Headers)
    expect(late().constructor).toBe(Headers)
    expect(String(late())).toBe('[object Headers]')
  })

  it('lets a spy take the place of a method', () => {
    const headers = late()
    const calls: unknown[] = []
    headers.append = (...given) => void calls.push(given)
    headers.append('x-a', '1')
    expect(calls).toEqual([['x-a', '1']])
    expect(headers.get('x-forwarded-host')).toBe('a.example:8443')
  })

  it('leaves other headers alone that its methods are called on', () => {
    const { get, has } = Object.getPrototypeOf(late()) as Headers
    const others = new Headers({ 'x-a': '1' })
    expect(get.call(others, 'x-forwarded-host')).toBeNull()
    expect(has.call(others, 'x-a')).toBe(true)
  })

  it.each([
    ['get', ''],
    ['get', 'x y'],
    ['has', 'x\n'],
  ] as const)('%s(%j) throws what the platform throws', (method, name) => {
    const thrown = (headers: Headers): unknown => {
      try {
        return headers[method](name)
      } catch (error) {
        return String(error)
      }
    }
    expect(thrown(late())).toMatch(/^TypeError: /)
    expect(thrown(late())).toBe(thrown(atOnce()))
  })
})
