/**
 * Property 7 of reliability 5.4: a cookie that a handler sets comes back from a browser as it was,
 * with the attributes that were asked for and no other.
 */
import { stringifyCookie } from '@edge-runtime/cookies'
import fc from 'fast-check'
import type { ResponseCookie } from '../../src/next/cookies'
import { cookies } from '../../src/next/headers'
import { NextResponse } from '../../src/next/response'
import '../hosts/trap'
import { happened, holds } from './runs'
import { connected, KINDS, serving } from './servers'

type Way = 'cookies()' | 'NextResponse'
let current: { way: Way; cookie: ResponseCookie }
let refused: unknown
let back: Array<{ name: string; value: string }>

const manifest = {
  'set/route.ts': {
    async GET() {
      const response = new NextResponse()
      const target = current.way === 'cookies()' ? await cookies() : response.cookies
      refused = undefined
      try {
        target.set(current.cookie)
      } catch (error) {
        refused = error
      }
      return response
    },
  },
  'get/route.ts': {
    async GET() {
      back = (await cookies()).getAll().map(({ name, value }) => ({ name, value }))
      return new Response()
    },
  },
}
// In development each doubt about a cookie is a warning.
process.env['NODE_ENV'] = 'production'
const servers = serving({ manifest, behind: 'nothing' })

const valid = fc.record(
  {
    name: fc.stringMatching(/^[\w.!#$&'*+^`|~-]{1,12}$/),
    value: fc.string({ unit: 'grapheme', maxLength: 20 }),
    path: fc.stringMatching(/^\/[a-z0-9/_~.=, -]{0,12}[a-z]$/),
    domain: fc.stringMatching(/^[a-z0-9]{1,5}\.[a-z]{2,3}$/),
    expires: fc.date({ min: new Date(1), max: new Date(4e12), noInvalidDate: true }),
    maxAge: fc.integer({ min: 1, max: 1e8 }),
    secure: fc.boolean(),
    httpOnly: fc.boolean(),
    partitioned: fc.boolean(),
    sameSite: fc.constantFrom<'lax' | 'strict' | 'none'>('lax', 'strict', 'none'),
    priority: fc.constantFrom<'low' | 'medium' | 'high'>('low', 'medium', 'high'),
  },
  { requiredKeys: ['name', 'value'] },
) as fc.Arbitrary<ResponseCookie>

const hostile = fc.string({
  unit: fc.constantFrom(
    'a',
    '=',
    ';',
    ' ',
    ',',
    '"',
    '\r',
    '\n',
    '\0',
    '/',
    '.',
    'é',
    '한',
    'Domain',
    'HttpOnly',
  ),
  maxLength: 8,
})
const anything = fc.record(
  {
    name: hostile,
    value: hostile,
    path: hostile,
    domain: hostile,
    sameSite: hostile,
    priority: hostile,
  },
  { requiredKeys: ['name', 'value'] },
) as fc.Arbitrary<ResponseCookie>

/** How a browser takes a `Set-Cookie` line apart (RFC 6265 §5.2). */
function browserReads(line: string): { pair: string; attributes: Map<string, string> } {
  const [pair = '', ...rest] = line.split(';')
  const attributes = rest.map(text => {
    const [, name = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(text) ?? []
    return [name.trim().toLowerCase(), value.trim()] as const
  })
  return { pair: pair.trim(), attributes: new Map(attributes) }
}

/** The attributes that a cookie asks for, as they stand on the wire; `Path` is Next's default. */
function attributesOf(cookie: ResponseCookie): Map<string, string> {
  const {
    path = '/',
    domain,
    expires,
    maxAge,
    secure,
    httpOnly,
    partitioned,
    sameSite,
    priority,
  } = cookie
  const asked: Array<[string, string | false | undefined]> = [
    ['path', path],
    ['domain', domain],
    ['expires', expires && new Date(expires).toUTCString()],
    ['max-age', maxAge === undefined ? undefined : String(maxAge)],
    ['secure', secure && 'yes'],
    ['httponly', httpOnly && 'yes'],
    ['partitioned', partitioned && 'yes'],
    ['samesite', sameSite as string | undefined],
    ['priority', priority],
  ]
  const given = asked.filter((entry): entry is [string, string] => Boolean(entry[1]))
  return new Map(given.map(([name, value]) => [name, value === 'yes' ? '' : value.trim()]))
}

/** The `Set-Cookie` lines of an answer. */
async function lines(kind: number): Promise<string[]> {
  const request = 'GET /set HTTP/1.1\r\nHost: h\r\n\r\n'
  const answer = await connected(servers()[kind]!, wire => wire.raw(request).answer())
  expect(answer.status).toBe(200)
  return answer.all('set-cookie')
}

const count = { sent: 0, refused: 0 }
const way = fc.constantFrom<Way>('cookies()', 'NextResponse')

holds(
  'cookies',
  'property 7: a cookie comes back as it was set, with the attributes asked for and no other',
  fc.asyncProperty(
    fc.nat(KINDS.length - 1),
    way,
    fc.oneof(valid, anything),
    async (kind, way, cookie) => {
      current = { way, cookie }
      const sent = await lines(kind)
      count[sent.length > 0 ? 'sent' : 'refused']++
      if (sent.length === 0) return expect(refused).toBeInstanceOf(TypeError)
      expect(sent).toHaveLength(1)
      const { pair, attributes } = browserReads(sent[0]!)
      const asked = attributesOf(cookie)
      // A number of seconds makes Next send the date as well.
      if (asked.has('max-age')) for (const each of [asked, attributes]) each.delete('expires')
      expect(attributes).toEqual(asked)
      const request = `GET /get HTTP/1.1\r\nHost: h\r\nCookie: ${pair}\r\n\r\n`
      await connected(servers()[kind]!, wire => wire.raw(request).answer())
      expect(back).toEqual([{ name: cookie.name, value: cookie.value }])
    },
  ),
)

holds(
  'cookies as Next.js sends them',
  'property 7: valid cookies are serialised as @edge-runtime/cookies does',
  fc.asyncProperty(fc.nat(KINDS.length - 1), way, valid, async (kind, way, cookie) => {
    const { maxAge: _, ...dated } = cookie
    current = { way, cookie: dated as ResponseCookie }
    expect(await lines(kind)).toEqual([
      stringifyCookie({ path: '/', ...(dated as ResponseCookie) }),
    ])
  }),
)

happened('cookies', 'property 7: cookies were sent and refused', count, 0.1)
