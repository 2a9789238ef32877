/**
 * Cache Components under real Next.js and under us: the same GETs are static, with the same
 * lifetimes, and the same run for every request; except as declared (docs/decisions/093).
 */
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { type Server, start } from './child'
import { startNext } from './next-server'

const FOLDER = join(__dirname, 'components')
/** Those of test/loading/components.test.ts. */
const SOURCES = join(__dirname, '../loading/fixtures/components')

const NAMES = [
  ...['clock', 'delayed', 'mixed', 'path', 'posts/1', 'posts/2', 'posts/3', 'products'],
  ...['project-info', 'random-number', 'seconds', 'stream', 'user-agent', 'uuid'],
]

/** Here less is static than there: nothing is replaced that Next.js would see being called. */
const DIFFERENCES: Readonly<Record<string, string>> = {
  clock: 'process.hrtime() is no clock to Next.js',
  stream: 'Next.js lets a body wait for setImmediate() once',
}

interface Seen {
  readonly states: readonly (string | null)[]
  /** Of what is static: what is not says so here, where the GET might have been (CACHE 11.2). */
  readonly cacheControl: string | null
}

let next: Record<string, Seen>
let ours: Record<string, Seen>

beforeAll(async () => {
  for (const name of ['app', 'lib']) {
    cpSync(join(SOURCES, name), join(FOLDER, name), { recursive: true, preserveTimestamps: true })
  }
  next = await observe(await startNext(FOLDER))
  ours = await observe(await start(join(__dirname, 'hosts/components.cjs'), [], __dirname))
}, 300_000)

it.each(NAMES.filter(name => !(name in DIFFERENCES)))('%s is the same', name => {
  expect(ours[name]).toEqual(next[name])
})

it.each(Object.entries(DIFFERENCES))('%s differs as declared: %s', name => {
  expect([next[name]!.states, ours[name]!.states]).toEqual([
    ['HIT', 'HIT', 'HIT'],
    [null, null, null],
  ])
})

it('has static, dynamic and on-demand ones among them', () => {
  const kinds = new Set(Object.values(next).map(({ states }) => states.join()))
  expect(kinds).toEqual(new Set(['HIT,HIT,HIT', ',,', 'MISS,HIT,HIT']))
})

async function observe({ port, stop }: Server): Promise<Record<string, Seen>> {
  const seen: Record<string, Seen> = {}
  try {
    for (const name of NAMES) {
      const states: (string | null)[] = []
      let cacheControl: string | null = null
      for (let times = 0; times < 3; times++) {
        const response = await fetch(`http://localhost:${port}/api/${name}`)
        await response.text()
        states.push(response.headers.get('x-nextjs-cache'))
        cacheControl = response.headers.get('cache-control')
      }
      seen[name] = { states, cacheControl: states.includes('HIT') ? cacheControl : null }
    }
    return seen
  } finally {
    await stop()
  }
}
