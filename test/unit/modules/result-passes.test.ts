import { needsPasses } from '../../../src/modules/result-passes'

const source = "async function draw() { 'use cache' }"

describe('needsPasses(result)', () => {
  it.each([
    ['an ES module', { format: 'module', source }],
    ['CommonJS', { format: 'commonjs', source: Buffer.from(source) }],
    [
      'an ES module from Node 22, whose cached functions ran uncached',
      { format: 'module', source, shouldBeReloadedByCJSLoader: false },
    ],
  ])('affirms %s with a cached function', (_title, result) => {
    expect(needsPasses(result, '/project/lib/a.js', { scopes: [] })).toBe(true)
  })

  it.each([
    ['a file without cached functions', { format: 'module', source: 'export {}' }],
    ['what has no source yet', { format: 'commonjs', source: null }],
    ['JSON', { format: 'json', source: '"\'use cache\'"' }],
    [
      'what tsx lets CommonJS read again',
      { format: 'commonjs', source, shouldBeReloadedByCJSLoader: true },
    ],
  ])('denies %s', (_title, result) => {
    expect(needsPasses(result, '/project/lib/a.js', { scopes: [] })).toBe(false)
  })
})
