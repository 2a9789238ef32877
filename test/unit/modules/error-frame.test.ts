import { frameOf, positionOf } from '../../../src/modules/error-frame'

const source = Array.from({ length: 12 }, (_, index) => `line ${index + 1}`).join('\n')

describe('error frames', () => {
  it('counts lines and columns from one', () => {
    expect(positionOf('ab\ncd', 0)).toEqual({ line: 1, column: 1 })
    expect(positionOf('ab\ncd', 4)).toEqual({ line: 2, column: 2 })
  })

  it('shows two lines before and after, with numbers aligned', () => {
    expect(frameOf(source, { line: 9, column: 3 })).toBe(
      [
        '   7 | line 7',
        '   8 | line 8',
        '>  9 | line 9',
        '     |   ^',
        '  10 | line 10',
        '  11 | line 11',
      ].join('\n'),
    )
  })

  it.each([1, 12])('stays inside the file at line %p', line => {
    expect(frameOf(source, { line, column: 1 }).split('\n')).toHaveLength(4)
  })
})
