import { mergeVary } from '../../../../src/http/response/vary'

describe('mergeVary(existing, added)', () => {
  it.each([
    ['', 'Origin', 'Origin'],
    ['Origin', '', 'Origin'],
    ['Origin', 'Accept', 'Origin, Accept'],
    ['Origin', 'origin', 'Origin'],
    ['Accept-Encoding, Origin', 'ORIGIN, Cookie', 'Accept-Encoding, Origin, Cookie'],
    [' Origin ,, Accept', 'Accept ,', 'Origin, Accept'],
    ['*', 'Origin', '*'],
    ['Origin', 'Accept, *', '*'],
    ['', '', ''],
  ])('HDR: %j and %j are %j', (existing, added, expected) => {
    expect(mergeVary(existing, added)).toBe(expected)
  })
})
