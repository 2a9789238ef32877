/** JST-5: which transformer is inside which entry. */
import { join } from 'node:path'
import { composedTransforms } from '../../../src/jest/transforms'
import { tree } from '../modules/tree'

const root = tree({
  'node_modules/transformer-a/index.js': '',
  'node_modules/transformer-b/index.js': '',
  'node_modules/preset/jest-preset.js':
    'module.exports = { transform: { "x": "transformer-a", "own": "transformer-a" } }',
  'node_modules/module-preset/jest-preset.json': '{ "transform": { "x": "transformer-b" } }',
  'build/transform.js': '',
  'preset.js': 'exports.default = { transform: { "y": ["transformer-b", { "z": 1 }] } }',
})

const fileOf = (name: string): string => join(root, 'node_modules', name, 'index.js')
const around = (transformer: string, options: object = {}) => [
  expect.stringMatching(/src.jest.transformer\.js$/),
  { transformer, options },
]
const composed = (config: object) => Object.entries(composedTransforms(config, root))

describe('the transformers of a configuration', () => {
  it('JST-5: stay in their order, options with them', () => {
    const transform = { '\\.ts$': ['transformer-a', { fast: true }], '\\.js$': 'transformer-b' }
    expect(composed({ transform })).toEqual([
      ['\\.ts$', around(fileOf('transformer-a'), { fast: true })],
      ['\\.js$', around(fileOf('transformer-b'))],
    ])
  })

  it.each(['<rootDir>/build/transform.js', './build/transform'])(
    'JST-5: %s is looked for as Jest does',
    name => {
      const [entry] = composed({ transform: { x: name } })
      expect(entry).toEqual(['x', around(join(root, 'build/transform.js'))])
    },
  )

  it('JST-5: one that is not found is left for Jest to report', () => {
    expect(composed({ transform: { x: 'transformer-c' } })).toEqual([['x', 'transformer-c']])
  })

  it('JST-5: those of a preset follow, except where the configuration has its own', () => {
    const transform = { own: 'transformer-b' }
    expect(composed({ preset: 'preset', transform })).toEqual([
      ['own', around(fileOf('transformer-b'))],
      ['x', around(fileOf('transformer-a'))],
    ])
  })

  it.each([
    ['module-preset', ['x', around(fileOf('transformer-b'))]],
    ['./preset.js', ['y', around(fileOf('transformer-b'), { z: 1 })]],
    ['<rootDir>/preset.js', ['y', around(fileOf('transformer-b'), { z: 1 })]],
  ])('JST-5: the preset %s is read', (preset, entry) => {
    expect(composed({ preset })).toEqual([entry])
  })

  it('JST-5: without any, babel-jest is inside, as it is Jest’s default', () => {
    const [[pattern, entry]] = Object.entries(composedTransforms({}, __dirname)) as any
    expect(pattern).toBe('\\.[jt]sx?$')
    expect(entry[1].transformer).toMatch(/babel-jest/)
  })

  it('JST-5: where babel-jest is not found either, the error says what to name', () => {
    expect(() => composedTransforms({}, root)).toThrow(
      expect.objectContaining({
        code: 'RH_INVALID_OPTION',
        message: expect.stringContaining(root),
      }),
    )
  })
})
