import { hashKey, type KeyPart } from '../../../../src/cache/entry/key'

describe('the hash of a tuple', () => {
  it('has 43 characters that a file name may have', () => {
    expect(hashKey(['v1', 'R'])).toMatch(/^[\w-]{43}$/)
  })

  it.each<[string, KeyPart[], KeyPart[]]>([
    ['a separator inside a part', ['a,b'], ['a', 'b']],
    ['null and an empty text', [null], ['']],
    ['null and nothing', [null], []],
    ['a number and a text', [1], ['1']],
    ['an absent and an empty parameter', [{}], [{ slug: '' }]],
    ['a catch-all and a text', [{ slug: ['a/b'] }], [{ slug: ['a', 'b'] }]],
  ])('H27 differs by %s', (_, one, other) => {
    expect(hashKey(one)).not.toBe(hashKey(other))
  })

  it('does not depend on the order of properties', () => {
    expect(hashKey([{ a: '1', b: '2' }])).toBe(hashKey([{ b: '2', a: '1' }]))
  })
})
