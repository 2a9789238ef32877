/**
 * Property 5 of reliability 5.4: whatever a handler answers, the wire decodes to the same, or is
 * visibly cut; the response behind it on the connection is never touched.
 */
import fc from 'fast-check'
import type { Answer } from '../hosts/client/answer'
import { Cut } from '../hosts/client/inbox'
import type { Wire } from '../hosts/client/wire'
import '../hosts/trap'
import { bodies, bytesIn, faultIn, sourceOf } from './response-programs'
import { happened, holds } from './runs'
import { connected, KINDS, serving } from './servers'

const text = fc.stringMatching(/^(?:[!-~\xa1-\xff](?:[ -~\xa1-\xff]{0,8}[!-~\xa1-\xff])?)?$/)
const program = fc.record({
  method: fc.constantFrom('GET', 'GET', 'GET', 'HEAD', 'POST'),
  status: fc.oneof(
    fc.constantFrom(200, 204, 205, 304, 404),
    // 500 is what a failure is told by.
    fc.integer({ min: 200, max: 599 }).filter(status => status !== 500),
  ),
  headers: fc.dictionary(fc.stringMatching(/^x-[a-z]{1,5}$/), text, { maxKeys: 3 }),
  hopByHop: fc.constantFrom<Record<string, string>>(
    {},
    { connection: 'close, x-secret', 'x-secret': '1' },
    { 'transfer-encoding': 'chunked' },
    { 'keep-alive': 'timeout=1', upgrade: 'x' },
  ),
  cookies: fc.array(fc.stringMatching(/^[a-z]{1,4}=[!-+\--:<-~]{0,8}$/), { maxLength: 3 }),
  body: bodies,
  /** What the declared length is off by; `undefined` declares none. */
  declared: fc.oneof(fc.constant(undefined), fc.constant(0), fc.integer({ min: -9, max: 9 })),
})
type Program = typeof program extends fc.Arbitrary<infer T> ? T : never

let current: Program

function answerTo({ status, headers, hopByHop, cookies, body, declared }: Program): Response {
  const all = new Headers({ ...headers, ...hopByHop })
  for (const cookie of cookies) all.append('set-cookie', cookie)
  const length = bytesIn(body).length + (declared ?? 0)
  if (declared !== undefined && length >= 0) all.set('content-length', String(length))
  return new Response(sourceOf(body), { status, headers: all })
}

const answer = (request: Request) =>
  request.url.endsWith('/next') ? new Response('next') : answerTo(current)
const route = { GET: answer, POST: answer }
const servers = serving({ manifest: { 'run/route.ts': route, 'next/route.ts': route } })

async function next(wire: Wire): Promise<Answer | undefined> {
  return wire.answer().catch(error => {
    if (error instanceof Cut) return undefined
    throw error
  })
}

/** Both answers of a pipelined pair, and whatever came behind them. */
async function exchange(wire: Wire, method: string) {
  wire.raw(`${method} /run HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n`, method)
  wire.raw('GET /next HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n')
  const first = await next(wire)
  const second = first && !first.cut ? await next(wire) : undefined
  return { first, second, surplus: second ? await wire.surplus() : '' }
}

const isNull = (status: number) => [204, 205, 304].includes(status)
const count = { whole: 0, failed: 0, cut: 0 }

/** The complete answer: that of the program, in every part. */
function expectWhole({ method, headers, cookies, body }: Program, got: Answer): void {
  for (const [name, value] of Object.entries(headers)) expect(got.one(name)).toBe(value)
  expect(got.all('set-cookie')).toEqual(cookies)
  expect(got.lines.map(([name]) => name)).not.toContain('x-secret')
  const empty = method === 'HEAD' || isNull(got.status)
  expect(got.body.equals(empty ? Buffer.alloc(0) : bytesIn(body))).toBe(true)
}

/** Whether the answer may be incomplete, or an error instead. */
function mayFail({ method, status, body, declared }: Program): boolean {
  if (isNull(status)) return body.kind !== 'none'
  if (method === 'HEAD') return false
  return faultIn(body) || (body.kind === 'stream' && declared !== undefined && declared !== 0)
}

holds(
  'responses',
  'property 5: the wire carries the answer or a visible cut, and the next answer is intact',
  fc.asyncProperty(fc.nat(KINDS.length - 1), program, async (kind, given) => {
    current = given
    const { first, second, surplus } = await connected(servers()[kind]!, wire =>
      exchange(wire, given.method),
    )
    expect(surplus).toBe('')
    // Row 145: what fails once the declared length is out is cut behind it.
    if (first === undefined || first.cut || second === undefined) {
      count.cut++
      expect(mayFail(given)).toBe(true)
      const sent = bytesIn(given.body)
      if (first) expect(sent.subarray(0, first.body.length).equals(first.body)).toBe(true)
      return
    }
    expect([second?.status, second?.text]).toEqual([200, 'next'])
    if (first.status === given.status) {
      count.whole++
      expect(given.method !== 'HEAD' && faultIn(given.body)).toBe(false)
      expectWhole(given, first)
    } else {
      count.failed++
      expect([first.status, mayFail(given)]).toEqual([500, true])
      expect(first.all('set-cookie')).toEqual([])
    }
  }),
)

happened('responses', 'property 5: answers were whole, failed before the head, and were cut', count)
