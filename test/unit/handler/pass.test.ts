import { isPass, pass } from '../../../src/handler/pass'

describe('pass()', () => {
  it('FT-4: is recognised', () => {
    expect(isPass(pass())).toBe(true)
  })

  it.each([
    ['undefined', undefined],
    ['null', null],
    ['a Response', new Response()],
    ['an object', {}],
    ['a string', 'pass'],
    ['the function itself', pass],
    ['a copy of it', { ...pass() }],
    ['an object that inherits from it', Object.create(pass())],
    ['a look-alike of its class', Object.create(Object.getPrototypeOf(pass()))],
  ])('FT-5: %s is no decline', (_what, value) => {
    expect(isPass(value)).toBe(false)
  })

  it('two copies of the package recognise each other’s', () => {
    jest.isolateModules(() => {
      const other =
        require('../../../src/handler/pass') as typeof import('../../../src/handler/pass')
      expect(other.pass).not.toBe(pass)
      expect(isPass(other.pass())).toBe(true)
      expect(other.isPass(pass())).toBe(true)
    })
  })
})
