/** What development says of cached routes, once for each (CACHE 17.5, N4). */

import { state } from '../../../src/state'
import { KeyCount, MANY_PATHS } from '../../../src/static/key-count'
import { ask, mount } from '../mount'

const GET = () => new Response('')

let warned: string[]

beforeEach(() => {
  state.warned.clear()
  warned = []
  jest.spyOn(process, 'emitWarning').mockImplementation((message, options) => {
    warned.push(`${Object(options).code} ${message}`)
  })
})
afterEach(() => jest.restoreAllMocks())

describe('a route with parameters and revalidate, without generateStaticParams', () => {
  it.each([60, false])('is said to run for every request (revalidate = %p)', async revalidate => {
    const routes = mount({ 'p/[id]/route.ts': { GET, revalidate } })
    await ask(routes, '/p/a')
    await ask(routes, '/p/b')
    expect(warned).toEqual([
      expect.stringMatching(
        /^RH_NOT_CACHED Route "\/p\/\[id\]" exports revalidate = (60|false) and runs for every request, as in Next\.js: it has parameters and no generateStaticParams/,
      ),
    ])
  })

  it.each([
    { revalidate: 60, generateStaticParams: () => [] },
    { revalidate: 60, dynamic: 'force-static' },
    { revalidate: 0 },
    {},
  ])('is nothing to say of %j', async config => {
    await ask(mount({ 'p/[id]/route.ts': { GET, ...config } }), '/p/a')
    expect(warned).toEqual([])
  })
})

describe('a cached route that is asked for very many paths', () => {
  const matchOf = (id: string) => ({
    route: {
      ...{ pattern: '/p/[id]', file: '/app/p/[id]/route.ts', appPath: '/p/[id]/route' },
      params: [{ name: 'id', kind: 'dynamic' as const }],
    },
    params: { id },
  })

  it('is named once, by the path that is one too many', () => {
    const count = new KeyCount()
    for (let at = 0; at < MANY_PATHS; at++) count.add(matchOf(String(at)))
    for (let at = 0; at < 100; at++) count.add(matchOf('0'))
    expect(warned).toEqual([])
    for (let at = 0; at < 3; at++) count.add(matchOf(`more ${at}`))
    expect(warned).toEqual([
      expect.stringMatching(/^RH_CACHE_PATHS Route "\/p\/\[id\]" .* more than 10,000 paths/),
    ])
  })
})
