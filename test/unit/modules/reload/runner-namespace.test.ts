import { commonJsNamespace } from '../../../../src/modules/reload/runner-namespace'

const names = (exported: unknown): string[] =>
  Object.keys(commonJsNamespace(exported)).filter(name => name !== 'module.exports')

describe('the namespace of a CommonJS module', () => {
  const withPrototype = Object.assign(Object.create({ inherited: 1 }), { own: 1 })
  const hidden = Object.defineProperty({ shown: 1 }, 'hidden', { value: 1 })
  const transpiled = Object.defineProperty({ default: 1, b: 2 }, '__esModule', { value: true })

  it.each([
    ['an object', { b: 1, a: 2 }, ['a', 'b', 'default']],
    ['a function with properties', Object.assign(() => 1, { extra: 1 }), ['default', 'extra']],
    ['a string', 'text', ['default']],
    ['nothing', undefined, ['default']],
    ['inherited names', withPrototype, ['default', 'own']],
    ['names that are not enumerable', hidden, ['default', 'shown']],
    ['the mark of transpilers', transpiled, ['__esModule', 'b', 'default']],
  ])('RLD-11: of %s has the names that it owns, sorted', (_, exported, expected) => {
    expect(names(exported)).toEqual(expected)
  })

  it('RLD-11: "default" is module.exports, whatever "default" it has', () => {
    expect(commonJsNamespace(transpiled)).toMatchObject({ default: transpiled, b: 2 })
  })

  it('keeps the values of the moment in which the module was evaluated', () => {
    const exported = { count: 1 }
    const namespace = commonJsNamespace(exported)
    exported.count = 2
    expect(namespace).toMatchObject({ count: 1 })
  })

  it('is one per module, closed, without a prototype', () => {
    const exported = {}
    const namespace = commonJsNamespace(exported)
    expect(commonJsNamespace(exported)).toBe(namespace)
    expect(Object.isExtensible(namespace)).toBe(false)
    expect(Object.getPrototypeOf(namespace)).toBeNull()
    expect(Object.prototype.toString.call(namespace)).toBe('[object Module]')
  })
})
