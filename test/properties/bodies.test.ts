/**
 * Property 6 of reliability 5.4: whatever a client sends and a handler reads, what was read is a
 * prefix of what was sent, a clean end means all of it, and the connection goes on or is closed.
 */
import { setImmediate as turn } from 'node:timers/promises'
import fc from 'fast-check'
import type { Answer } from '../hosts/client/answer'
import { Cut } from '../hosts/client/inbox'
import type { Wire } from '../hosts/client/wire'
import '../hosts/trap'
import { happened, holds } from './runs'
import { connected, KINDS, serving } from './servers'

/** What a handler found in the body: the bytes of one or two readers, and how each ended. */
interface Found {
  readonly bytes: Buffer
  readonly ended: boolean
}

type Read = (request: Request, limit: number) => Promise<Found[]>

async function readUpTo(body: ReadableStream | null, limit: number): Promise<Found> {
  const reader = (body ?? new Response('').body!).getReader()
  const pieces: Buffer[] = []
  let ended = false
  for (let size = 0; size < limit && !ended; ) {
    const { done, value } = await reader.read()
    ended = done
    if (value) pieces.push(Buffer.from(value))
    size += value?.length ?? 0
  }
  reader.releaseLock()
  return { bytes: Buffer.concat(pieces), ended }
}

async function whole(work: Promise<ArrayBuffer | string>): Promise<Found> {
  return { bytes: Buffer.from((await work) as string, 'latin1'), ended: true }
}

const programs: Record<string, Read> = {
  ignore: async () => [],
  text: async request => [await whole(request.text())],
  json: async request =>
    request.json().then(
      () => [],
      () => [],
    ),
  arrayBuffer: async request => [await whole(request.arrayBuffer())],
  'read on': async request => [await readUpTo(request.body, Number.POSITIVE_INFINITY)],
  'read and let go': async (request, limit) => [await readUpTo(request.body, limit)],
  async 'read and cancel'(request, limit) {
    const found = await readUpTo(request.body, limit)
    await request.body?.cancel()
    return [found]
  },
  async cancel(request) {
    await request.body?.cancel()
    return []
  },
  async clone(request) {
    const copy = request.clone()
    return Promise.all([whole(request.arrayBuffer()), whole(copy.arrayBuffer())])
  },
  async tee(request, limit) {
    const [left, right] = (request.body ?? new Response('').body!).tee()
    const found = await readUpTo(left, limit)
    await Promise.all([left.cancel(), right.cancel()])
    return [found]
  },
  async 'read later'(request) {
    later = whole(request.text()).then(
      found => [found],
      () => [],
    )
    return []
  },
}

let current: { read: Read; limit: number }
let found: Found[] | undefined
let later: Promise<Found[]> | undefined

const manifest = {
  'run/route.ts': {
    async POST(request: Request) {
      found = await current.read(request, current.limit)
      return new Response('run')
    },
  },
  'next/route.ts': { GET: () => new Response('next') },
}
const servers = serving({
  manifest,
  behind: 'nothing',
  options: { drain: { bytes: 65_536, ms: 2_000 } },
})

const sent = fc.record({
  size: fc.oneof(fc.nat(20), fc.nat(3_000), fc.nat(300_000)),
  chunked: fc.boolean(),
  cuts: fc.array(fc.nat(100), { maxLength: 4 }),
  /** Whether all of the message goes out, and what follows; percentages say where it is cut. */
  ending: fc.oneof(
    { weight: 3, arbitrary: fc.constant('complete' as const) },
    fc.constantFrom('fin' as const, 'rst' as const),
  ),
  part: fc.nat(99),
  program: fc.constantFrom(...Object.keys(programs)),
  limit: fc.oneof(fc.nat(10), fc.nat(100_000)),
})
type Sent = typeof sent extends fc.Arbitrary<infer T> ? T : never

/** ASCII, so that text and bytes are the same. */
const LONGEST = Buffer.from(Array.from({ length: 300_000 }, (_, at) => 32 + (at % 95)))
const bodyOf = ({ size }: Sent) => LONGEST.subarray(0, size)

/** The body as pieces of the given proportions; over the wire each is a chunk, if chunks are sent. */
function messageOf(given: Sent): Buffer[] {
  const body = bodyOf(given)
  const ends = [
    ...given.cuts.map(cut => Math.floor((cut / 100) * body.length)).sort((a, b) => a - b),
    body.length,
  ]
  const pieces = ends.map((end, index) => body.subarray(ends[index - 1] ?? 0, end))
  const framing = given.chunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${body.length}`
  const head = Buffer.from(`POST /run HTTP/1.1\r\nHost: h\r\n${framing}\r\n\r\n`)
  if (!given.chunked) return [head, ...pieces]
  const coded = pieces
    .filter(({ length }) => length > 0)
    .map(piece =>
      Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n')]),
    )
  return [head, ...coded, Buffer.from('0\r\n\r\n')]
}

async function send(wire: Wire, given: Sent): Promise<void> {
  const message = messageOf(given)
  if (given.ending === 'complete')
    message.push(Buffer.from('GET /next HTTP/1.1\r\nHost: h\r\n\r\n'))
  const whole = message.reduce((size, { length }) => size + length, 0)
  let left = given.ending === 'complete' ? whole : Math.floor((whole * given.part) / 100)
  for (const piece of message) {
    if (left > 0) wire.write(piece.subarray(0, left))
    left -= piece.length
    await turn()
  }
  if (given.ending === 'fin') wire.fin()
  if (given.ending === 'rst') wire.leave()
}

async function next(wire: Wire): Promise<Answer | undefined> {
  return wire.answer().catch(error => {
    if (error instanceof Cut) return undefined
    throw error
  })
}

const count = { ended: 0, open: 0, answered: 0, closed: 0 }

function expectPrefix(given: Sent, all: readonly Found[]): void {
  const body = bodyOf(given)
  for (const { bytes, ended } of all) {
    count[ended ? 'ended' : 'open']++
    expect(body.subarray(0, bytes.length).equals(bytes)).toBe(true)
    if (ended) expect([given.ending, bytes.length]).toEqual(['complete', body.length])
  }
}

holds(
  'bodies',
  'property 6: what is read is a prefix, a clean end is complete, and the connection goes on or closes',
  fc.asyncProperty(fc.nat(KINDS.length - 1), sent, async (kind, given) => {
    current = { read: programs[given.program]!, limit: given.limit }
    found = undefined
    later = undefined
    await connected(servers()[kind]!, async wire => {
      const [, first] = await Promise.all([send(wire, given), next(wire)])
      if (given.ending === 'complete') {
        expect([first?.status, first?.text, first?.cut]).toEqual([200, 'run', false])
        const second = await next(wire)
        count[second ? 'answered' : 'closed']++
        if (second) expect([second.status, second.text]).toEqual([200, 'next'])
        else expect(given.size).toBeGreaterThan(60_000)
      }
    })
    expectPrefix(given, found ?? [])
    expectPrefix(given, (await (later as Promise<Found[]> | undefined)) ?? [])
  }),
)

happened(
  'bodies',
  'property 6: bodies ended, were left, and connections went on and closed',
  count,
  0.01,
)
