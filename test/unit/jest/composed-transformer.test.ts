/** JST-5: a transformer of ours does what the one inside does. */
import { type Transformer, withUseCache } from '../../../src/jest/composed-transformer'

const file = '/project/lib/a.ts'
const ABOUT = ['source', file, { configString: 'all' }] as const

describe('a transformer around another', () => {
  const FACES: [string, Transformer, string[]][] = [
    ['sync', { process: source => ({ code: source }) }, ['process']],
    ['async', { processAsync: async source => ({ code: source }) }, ['processAsync']],
    [
      'both, with keys of both',
      {
        process: source => source,
        processAsync: async source => source,
        getCacheKey: () => 'a',
        getCacheKeyAsync: async () => 'a',
        canInstrument: false,
      },
      ['canInstrument', 'getCacheKeyAsync', 'process', 'processAsync'],
    ],
  ]

  it.each(FACES)('JST-5: %s: has its methods, and a key always', (_title, inner, names) => {
    expect(Object.keys(withUseCache(inner, {})).sort()).toEqual([...names, 'getCacheKey'].sort())
  })

  it('JST-5: calls it on itself, with the options that the configuration gave it', () => {
    class Inner {
      seen: unknown[] = []
      process(...about: unknown[]) {
        this.seen.push(about)
        return { code: 'out', map: 'the map' }
      }
    }
    const inner = new Inner()
    const outer = withUseCache(inner as Transformer, { fast: true })
    expect(outer.process?.(...ABOUT)).toEqual({ code: 'out', map: 'the map' })
    expect(inner.seen).toEqual([
      ['source', file, { configString: 'all', transformerConfig: { fast: true } }],
    ])
  })

  it('JST-5: passes canInstrument on', () => {
    expect(withUseCache({ canInstrument: true }, {}).canInstrument).toBe(true)
  })

  it('JST-5: its key is another than that of the one inside, and changes with it', async () => {
    const keyed = (key: string) =>
      withUseCache({ getCacheKey: () => key, getCacheKeyAsync: async () => key }, {})
    const key = keyed('a').getCacheKey?.(...ABOUT)
    expect(key).toMatch(/^[0-9a-f]{32}$/)
    expect(await keyed('a').getCacheKeyAsync?.(...ABOUT)).toBe(key)
    expect(keyed('b').getCacheKey?.(...ABOUT)).not.toBe(key)
  })

  it.each([
    ['source', ['other', file, { configString: 'all' }]],
    ['file', ['source', '/project/lib/b.ts', { configString: 'all' }]],
    ['configuration', ['source', file, { configString: 'else' }]],
    ['instrumentation', ['source', file, { configString: 'all', instrument: true }]],
  ] as const)('JST-5: without a key inside, another %s has another key', (_title, about) => {
    const { getCacheKey } = withUseCache({}, {})
    expect(getCacheKey?.(...about)).not.toBe(getCacheKey?.(...ABOUT))
    expect(getCacheKey?.(...ABOUT)).toBe(getCacheKey?.(...ABOUT))
  })

  it.each([
    ['a stylesheet', '/project/a.css'],
    ['a package', '/project/node_modules/a/index.js'],
  ])('UC-1: leaves %s alone, whatever words it has', (_title, path) => {
    const code = '/* "use cache" */ not(JavaScript'
    const { process } = withUseCache({ process: () => ({ code }) }, {})
    expect(process?.('', path, {})).toEqual({ code })
  })
})
