/**
 * The servers of the bench, once under each workload, over sockets and over connections in memory:
 * the answers, never the time. Peers take part where they are installed; nothing is installed for
 * this.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

interface Answer {
  readonly server: string
  readonly workload: string
  /** Over a connection in memory. */
  readonly inside?: boolean
  /** What is wrong with it. */
  readonly cause?: string
}

const HOSTS = ['node:http', 'Express 5', 'Koa 3']
/** Those of them whose answer fits in one write. */
const SMALL = ['hello', 'user', 'echo', 'cookies']
const WORKLOADS = ['hello', 'user', 'echo', 'size', 'stream', 'bigstr', 'bigu8', 'cookies']

describe('the servers of the bench', () => {
  let answers: readonly Answer[] = []
  let status: number | null = null

  beforeAll(() => {
    const script = join(__dirname, '../../bench/check.mjs')
    const run = spawnSync(process.execPath, [script], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    answers = run.stdout
      .split('\n')
      .filter(line => line.startsWith('{'))
      .map(line => JSON.parse(line))
    status = run.status
  }, 120_000)

  const of = (server: string) =>
    answers.filter(answer => answer.server === server && !answer.inside)

  test('give right answers only, and none ends', () => {
    expect(answers.filter(({ cause }) => cause !== undefined)).toEqual([])
    expect(status).toBe(0)
  })

  test.each(HOSTS)('%s is asked for every workload, and so are route files in it', host => {
    const where = host === 'node:http' ? 'on node:http' : `in ${host}`
    const names = [host, `route files ${where}, NextResponse`, `route files ${where}, Response`]
    for (const name of names)
      expect(of(name).map(({ workload }) => workload)).toEqual(expect.arrayContaining(WORKLOADS))
  })

  test('the special workloads have their servers: context, 405, fall-through, many', () => {
    const names = answers.map(({ server, workload }) => `${workload}: ${server}`)
    expect(names).toEqual(
      expect.arrayContaining([
        'context: route files on node:http, next/headers',
        'context: route files in Express 5, next/headers',
        'context: route files in Koa 3, next/headers',
        '405: route files in Express 5, NextResponse',
        'fall-through: route files in Express 5, NextResponse',
        'many: 100,000 routes on node:http',
      ]),
    )
  })

  test.each(HOSTS)('%s and route files in it are asked over connections in memory too', host => {
    const where = host === 'node:http' ? 'on node:http' : `in ${host}`
    const asked = answers
      .filter(({ inside, cause }) => inside && cause === undefined)
      .map(({ server, workload }) => `${workload}: ${server}`)
    const own = [...SMALL, 'context', 'stored', '405'].map(workload => `${workload}: ${host}`)
    const routes = [...SMALL, '405'].map(
      workload => `${workload}: route files ${where}, NextResponse`,
    )
    expect(asked).toEqual(
      expect.arrayContaining([
        ...own,
        ...routes,
        `context: route files ${where}, next/headers`,
        `stored: route files ${where}, stored answer`,
      ]),
    )
  })

  test('the peer that this package depends on is among them', () => {
    expect(of('@whatwg-node/server, native classes')).toHaveLength(WORKLOADS.length)
  })
})
