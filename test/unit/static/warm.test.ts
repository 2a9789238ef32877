/** Making answers before anybody asks (CACHE 16, 17.2): what is made, how much at a time, what is told. */
import type { Match, Params, Route } from '../../../src/router/route'
import { StaticParams } from '../../../src/static/params'
import { type Warmable, type Warming, warm } from '../../../src/static/warm'

interface Given {
  readonly list?: () => unknown
  readonly module?: Error
  readonly warm?: (match: Match) => Promise<Warming>
}

const stored = async (): Promise<Warming> => ({ state: 'stored' })

const routeOf = (pattern: string): Route => ({
  pattern,
  file: `/app${pattern}/route.ts`,
  appPath: `${pattern}/route`,
  params: [...pattern.matchAll(/\[(\w+)\]/g)].map(([, name]) => ({ name: name!, kind: 'dynamic' })),
})

/** `undefined`: the GET of the route runs for every request. */
function mountOf(given: Readonly<Record<string, Given | undefined>>): Warmable {
  const of = ({ pattern }: Route) => given[pattern]
  return {
    routes: Object.keys(given).map(routeOf),
    async module(route) {
      const error = of(route)?.module
      if (error) throw error
      return (of(route) ? { warm: of(route)?.warm ?? stored } : {}) as never
    },
    paramsOf(route) {
      const generate = of(route)?.list
      return generate && new StaticParams({ route, isClosed: false, generate })
    },
    warmerOf: module => (module as never as Given).warm,
  }
}

it('makes each answer that needs no request, in the order of the files', async () => {
  const mount = mountOf({
    '/': {},
    '/dynamic': undefined,
    '/p/[id]': { list: () => [{ id: 'a' }, { id: 'b c' }, { id: 'a' }] },
    '/on-demand/[id]': {},
  })
  expect(await warm(mount, {})).toEqual([
    { route: '/', path: '/', state: 'stored' },
    { route: '/p/[id]', path: '/p/a', state: 'stored' },
    { route: '/p/[id]', path: '/p/b%20c', state: 'stored' },
  ])
})

it('goes on after failures, which are rows of the report', async () => {
  const mount = mountOf({
    '/a': { module: new Error('syntax') },
    '/b/[id]': { list: () => Promise.reject(new Error('no database')) },
    '/c': { warm: () => Promise.reject(new Error('thrown')) },
    '/d': { warm: async () => ({ state: 'bypass', reason: 'set-cookie' }) },
    '/e': {},
  })
  expect(await warm(mount, {})).toEqual([
    { route: '/a', path: '/a', state: 'fail', reason: 'syntax' },
    { route: '/b/[id]', path: '/b/[id]', state: 'fail', reason: 'no database' },
    { route: '/c', path: '/c', state: 'fail', reason: 'thrown' },
    { route: '/d', path: '/d', state: 'bypass', reason: 'set-cookie' },
    { route: '/e', path: '/e', state: 'stored' },
  ])
})

it('leaves out what a list does not name completely', async () => {
  const list = () => [{ a: '1' }, { a: '1', b: '2' }]
  const report = await warm(mountOf({ '/[a]/[b]': { list } }), {})
  expect(report.map(({ path }) => path)).toEqual(['/1/2'])
})

it.each([
  [undefined, 2],
  [1, 1],
  [3, 3],
  [10, 5],
])('with a concurrency of %p makes at most %i at a time', async (concurrency, most) => {
  let running = 0
  let highest = 0
  const list = (): Params[] => ['1', '2', '3', '4', '5'].map(id => ({ id }))
  const slow = async (): Promise<Warming> => {
    highest = Math.max(highest, ++running)
    await new Promise(setImmediate)
    running -= 1
    return { state: 'stored' }
  }
  const options = concurrency === undefined ? {} : { concurrency }
  await warm(mountOf({ '/[id]': { list, warm: slow } }), options)
  expect(highest).toBe(most)
})

it('tells of each answer as it is done', async () => {
  const told: string[] = []
  const mount = mountOf({
    '/a': { module: new Error('syntax') },
    '/b': {},
    '/c': {},
  })
  await warm(mount, {
    onProgress: ({ path }, done, total) => told.push(`${path} ${done}/${total}`),
  })
  expect(told).toEqual(['/a 1/3', '/b 2/3', '/c 3/3'])
})

it.each([0, -1, 1.5, Number.NaN, '2', null])(
  'refuses %j as a concurrency',
  async (concurrency: any) => {
    await expect(warm(mountOf({}), { concurrency })).rejects.toMatchObject({
      code: 'RH_INVALID_ARGUMENT',
    })
  },
)
