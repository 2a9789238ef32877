/**
 * Property 9 of reliability 5.4: on a random tree and random paths real `next start` and we agree on
 * the file that answers and on its parameters, except where a difference is declared.
 */
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { createRequestListener } from '../../adapters/node'
import type { Server } from './child'
import { appDirectory, NAMES, startRandomApp } from './random-app'
import { type Answer, send } from './wire'

const RUNS = Number(process.env['RH_PARITY_RUNS'] ?? 1_000)
const seed = Number(process.env['RH_SEED'] ?? Math.floor(Math.random() * 2 ** 31))

let next: Server
let ours: http.Server
let listener: ReturnType<typeof createRequestListener>

beforeAll(async () => {
  next = await startRandomApp()
  listener = createRequestListener(appDirectory, { watch: false })
  ours = http.createServer(listener)
  await new Promise<void>(resolve => ours.listen(0, resolve))
  await listener.ready()
}, 300_000)

afterAll(async () => {
  await next?.stop()
  ours?.closeAllConnections()
  await new Promise(resolve => ours?.close(resolve))
})

const part = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...NAMES, '_u') },
  {
    weight: 3,
    arbitrary: fc.constantFrom('zz', '1', 'case', 'a%20b', '%ED%95%9C', "it's(1)!*", ';v'),
  },
  fc.constantFrom('%61', 'a%2Fb', '%252F', 'a+b', '@s', '%5Fu', 'route', '...', '__proto__', '%'),
  fc.constantFrom('', '..', '.', '%2e', 'a%00', 'a%5cb', 'a\\b', '%C0%AE'),
)
const path = fc
  .tuple(fc.array(part, { maxLength: 5 }), fc.constantFrom('', '', '', '/', '?x=1&r=2'))
  .map(([parts, end]) => `/${parts.join('/')}${end}`)

/** What decides between the two: the file and its parameters, or the status. */
const essence = ({ status, body }: Answer) => (status === 200 ? JSON.parse(body) : status)

/**
 * Where interop.md, next-semantics section 6 or docs/decisions/030 declare that such a path is a 400
 * or a 404 here, and what it is in Next.
 */
const declared: ReadonlyArray<readonly [row: string, at: RegExp, next: readonly number[]]> = [
  ['FT-10', /\/\/|\\/, [308]],
  ['D-i', /%(?![0-9a-f]{2})|%C0/i, [500]],
  ['N-6', /%00|%5c/i, [200]],
  ['N-6', /\/(?:\.|%2e){1,2}(?:\/|$|\?)/i, [200, 308, 404]],
]

const count = { same: 0, matched: 0, declared: 0 }

/** Reliability 1.2: one trailing slash is ignored here, and redirected to the form without by Next. */
async function askNext(path: string): Promise<Answer> {
  const answer = await send(next.port, { path })
  const bare = path.replace(/(?<=[^/])\/(?=$|\?)/, '')
  if (answer.status !== 308 || answer.headers['location']?.[0] !== bare) return answer
  return send(next.port, { path: bare })
}

async function compare(path: string): Promise<void> {
  const { port } = ours.address() as AddressInfo
  const [theirs, own] = await Promise.all([askNext(path), send(port, { path })])
  const rows = declared.filter(([, at]) => at.test(path))
  if (rows.length > 0 && JSON.stringify(essence(theirs)) !== JSON.stringify(essence(own))) {
    count.declared++
    const answers = { path, next: theirs.status, ours: own.status }
    expect(rows.some(([, , next]) => next.includes(theirs.status)) && answers).toBe(answers)
    expect([400, 404]).toContain(own.status)
    return
  }
  count.same++
  if (own.status === 200) count.matched++
  expect([path, essence(own)]).toEqual([path, essence(theirs)])
}

test(`property 9: next start and we agree on a random tree`, async () => {
  await fc.assert(fc.asyncProperty(path, compare), { numRuns: RUNS, seed })
  process.stdout.write(`differential: ${RUNS} runs, RH_SEED=${seed}, ${JSON.stringify(count)}\n`)
  expect(Math.min(count.matched, count.declared)).toBeGreaterThan(RUNS / 20)
}, 120_000)
