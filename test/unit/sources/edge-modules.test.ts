import { isEdge, isMissingOnEdge } from '../../../src/sources/edge-modules'

describe('the edge runtime', () => {
  it.each([
    ['node:fs', true],
    ['fs', true],
    ['node:async_hooks', false],
    ['buffer', false],
    ['node:util', false],
    ['lodash', false],
    ['./fs', false],
  ])('%s: missing in that of Next.js is %s', (specifier, missing) => {
    expect(isMissingOnEdge(specifier)).toBe(missing)
  })

  it.each([
    ['edge', true],
    ['experimental-edge', true],
    ['nodejs', false],
    [undefined, false],
  ])('is what runtime = %j names: %s', (runtime, named) => {
    expect(isEdge(runtime)).toBe(named)
  })
})
