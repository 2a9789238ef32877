/**
 * Cache Components (docs/decisions/093): the examples of the Next.js guide under a real server, and
 * what lies between them. One process asks everything, without warming up, and one with.
 */
import { NODES, project, reportOf, run } from './child'
import { inspect } from './nodes'

interface Asked {
  readonly status: number
  readonly text: string
  readonly state: string | null
  readonly cacheControl: string | null
}

const NAMES = [
  ...['project-info', 'random-number', 'user-agent', 'products', 'mixed', 'delayed', 'uuid'],
  ...['clock', 'stream', 'path', 'seconds', 'posts/1', 'posts/3'],
]

describe.each(NODES.map(inspect))('Node $version', node => {
  let report: Record<string, readonly Asked[]>
  let warm: Record<string, any>

  beforeAll(async () => {
    const cwd = project('components')
    report = reportOf(await run(node.path, cwd, ['server.mjs', 'cold', ...NAMES]))
    warm = reportOf(await run(node.path, cwd, ['server.mjs', 'warm', ...NAMES]))
  }, 60_000)

  const statesOf = (name: string) => report[name]!.map(({ state }) => state)
  const textsOf = (name: string) => report[name]!.map(({ text }) => text)

  describe('the examples of the guide', () => {
    it('project-info is static', () => {
      expect(statesOf('project-info')).toEqual(['MISS', 'HIT', 'HIT'])
      const [{ text, cacheControl }] = report['project-info'] as [Asked]
      expect(JSON.parse(text)).toEqual({ projectName: 'Next.js' })
      expect(cacheControl).toBe('s-maxage=31536000')
    })

    it('random-number runs for every request', () => {
      expect(statesOf('random-number')).toEqual([null, null, null])
      expect(new Set(textsOf('random-number')).size).toBe(3)
    })

    it('user-agent tells each of his own', () => {
      expect(textsOf('user-agent').map(text => JSON.parse(text).userAgent)).toEqual([
        ...['agent 0', 'agent 1', 'agent 2'],
      ])
      expect(statesOf('user-agent')).toEqual([null, null, null])
    })

    it('products is static for as long as what it holds is cached', () => {
      expect(statesOf('products')).toEqual(['MISS', 'HIT', 'HIT'])
      const [first, ...others] = textsOf('products')
      expect(JSON.parse(first!)).toMatchObject([{ run: 1 }])
      expect(others).toEqual([first, first])
      const [{ cacheControl }] = report['products'] as [Asked]
      expect(cacheControl).toBe('s-maxage=3600, stale-while-revalidate=82800')
    })
  })

  it.each([
    ['waits for something beside what is cached', 'mixed'],
    ['waits for a timer', 'delayed'],
    ['makes up a name', 'uuid'],
    ['asks the clock, in a file that it imports', 'clock'],
    ['has a body that comes later', 'stream'],
    ['holds something that is cached for less than five minutes', 'seconds'],
  ])('one that %s runs for every request', (_, name) => {
    expect(statesOf(name)).toEqual([null, null, null])
    expect(new Set(textsOf(name)).size).toBe(3)
  })

  it('one that waits for something else beside what is cached runs twice once', () => {
    const runs = textsOf('mixed').map(text => JSON.parse(text))
    expect(runs).toEqual([1, 3, 4].map(n => ['cached', 'not cached', n]))
  })

  it('one that asks for the method and the path is static', () => {
    expect(statesOf('path')).toEqual(['MISS', 'HIT', 'HIT'])
    expect(JSON.parse(textsOf('path')[2]!)).toEqual(['GET', '/api/path', 1])
  })

  it('a path with parameters is static, listed or not', () => {
    expect(statesOf('posts/1')).toEqual(['MISS', 'HIT', 'HIT'])
    expect(statesOf('posts/3')).toEqual(['MISS', 'HIT', 'HIT'])
    expect(JSON.parse(textsOf('posts/3')[0]!)).toEqual({ id: '3', run: 1 })
  })

  it('one whose cached values are out of date is served while both are renewed', () => {
    const states = statesOf('renewed')
    expect([states[0], states.at(-2), states.at(-1)]).toEqual(['MISS', 'STALE', 'HIT'])
    expect([...new Set(textsOf('renewed'))]).toEqual(['1', '2'])
  })

  it('what is static and known by its path is made by warm(), and nothing else', () => {
    const row = (path: string, state: string) => ({ path: `/api/${path}`, state })
    const rows = (warm['warmed'] as any[]).map(({ path, state }) => ({ path, state }))
    const stored = ['path', 'posts/1', 'posts/2', 'products', 'project-info', 'renewed']
    const not = ['delayed', 'mixed', 'seconds', 'stream', 'user-agent']
    expect(rows).toHaveLength(stored.length + not.length)
    expect(rows).toEqual(
      expect.arrayContaining([
        ...stored.map(path => row(path, 'stored')),
        ...not.map(path => row(path, 'bypass')),
      ]),
    )
    const statesOf = (name: string) => warm[name].map(({ state }: Asked) => state)
    for (const name of ['products', 'project-info', 'posts/1', 'path']) {
      expect([name, statesOf(name)]).toEqual([name, ['HIT', 'HIT', 'HIT']])
    }
    for (const name of ['mixed', 'user-agent', 'random-number']) {
      expect([name, statesOf(name)]).toEqual([name, [null, null, null]])
    }
  })
})
