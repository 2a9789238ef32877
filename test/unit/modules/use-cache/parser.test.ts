/** UC-6: when the parser is loaded, and what is said when it cannot be. */
import { requireParser } from '../../../../src/modules/parser'
import { applyPasses, needsParser } from '../../../../src/modules/source-passes'

jest.mock('oxc-parser', () => {
  throw new Error('Cannot find native binding')
})

const PLACE = { file: '/project/a.js', root: '/project' }

describe('the parser', () => {
  it.each([
    [`async function f() { 'use cache' }`, true],
    [`async function f() { "use cache: remote" }`, true],
    [`// use cache`, false],
    ['`use cache`', false],
    [`export async function GET() {}`, false],
  ])('is needed for %s: %s', (source, isNeeded) => {
    expect(needsParser(source)).toBe(isNeeded)
  })

  it('is not touched for a source without the words, which comes back as it is', () => {
    const untouchable = new Proxy({} as never, {
      get: () => {
        throw new Error('was touched')
      },
    })
    const source = 'export async function GET() {}'
    expect(applyPasses(untouchable, source, PLACE)).toBe(source)
  })

  it('that cannot be loaded is RH_TRANSPILER_UNAVAILABLE with the binding and both remedies', () => {
    expect(requireParser).toThrow(
      expect.objectContaining({
        code: 'RH_TRANSPILER_UNAVAILABLE',
        message: expect.stringMatching(
          /native parser.*@oxc-parser\/binding-\*.*--omit=optional.*--allow-addons/,
        ),
        cause: expect.objectContaining({ message: 'Cannot find native binding' }),
      }),
    )
  })
})
