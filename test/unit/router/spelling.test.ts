/** Static segments: reliability 1.1, rows 12, 13, 20, 21 and 31. */
import { answerOf, at, type Row, routerOf } from './files'

describe('D-c: a static segment has one spelling (reliability 1.1)', () => {
  const router = routerOf(['admin/route', '한글/route', 'sp ace/route', 'a@b/route', '100%/route'])
  const rows: Row[] = [
    ['/admin', at('/admin'), 'itself'],
    ['/%61dmin', undefined, 'row 12: a guard at /admin did not see it'],
    ['/Admin', undefined, 'row 13, URL-11: case-sensitive'],
    ['/admin;a=1', undefined, 'row 20'],
    ['/admin%2fx', undefined, 'row 21'],
    ['/%ED%95%9C%EA%B8%80', at('/한글'), 'row 31'],
    ['/%ed%95%9c%ea%b8%80', at('/한글'), 'row 31: hex digits in either case'],
    ['/%eD%95%9C%ea%B8%80', at('/한글'), 'row 31: hex digits in either case'],
    ['/한글', undefined, 'the same bytes unescaped'],
    ['/sp%20ace', at('/sp ace'), 'row 31'],
    ['/sp+ace', undefined, 'plus is no space'],
    ['/%73p%20ace', undefined, 'a needless escape'],
    ['/a@b', at('/a@b'), '@ may stand in a path'],
    ['/a%40b', undefined, 'so its escape is needless'],
    ['/100%25', at('/100%'), 'a percent sign is escaped'],
    ['/100%', undefined, 'malformed'],
  ]
  test.each(rows)('%s → %j: %s', (path, expected) => {
    expect(answerOf(router, path)).toEqual(expected)
  })
})

describe('D-c: only digits of an escape may be of either case', () => {
  const router = routerOf(['한/A%Ab/route', '[any]/Ab/route'])
  const rows: Row[] = [
    ['/%ed%95%9c/A%25Ab', at('/한/A%Ab'), 'lower case'],
    ['/%ED%95%9C/A%25ab', undefined, 'behind an escape'],
    ['/%ED%95%9C/a%25Ab', undefined, 'in front of one'],
    ['/%ED%95%9c/A%ab', undefined, 'an escape of something else'],
    ['/x%/ab', undefined, 'behind half an escape in the segment before'],
    ['/x%2/ab', undefined, 'behind half an escape in the segment before'],
    ['/%/Ab', { refused: 'malformed-encoding' }, 'half an escape is the host’s business, or ours'],
  ]
  test.each(rows)('%s → %j: %s', (path, expected) => {
    expect(answerOf(router, path)).toEqual(expected)
  })
})

describe('D-c: square brackets have two spellings', () => {
  const router = routerOf(['pre-[x]/route', '[x].json/[id]/route', 'a%5Bb/route'])
  const rows: Row[] = [
    ['/pre-%5Bx%5D', at('/pre-[x]'), 'the canonical form'],
    ['/pre-%5bx%5d', at('/pre-[x]'), 'hex digits in either case'],
    ['/pre-[x]', at('/pre-[x]'), 'as browsers send it'],
    ['/pre-[x%5D', undefined, 'half of each'],
    ['/%70re-[x]', undefined, 'a needless escape'],
    ['/[x].json/[id]', at('/[x].json/[id]', { id: '[id]' }), 'a parameter behind it'],
    ['/%5Bx%5D.json/a', at('/[x].json/[id]', { id: 'a' }), 'a parameter behind it'],
    ['/a%255Bb', at('/a%5Bb'), 'an escape that is the name itself'],
    ['/a%5Bb', undefined, 'which no bracket spells'],
    ['/a[b', undefined, 'which no bracket spells'],
  ]
  test.each(rows)('%s → %j: %s', (path, expected) => {
    expect(answerOf(router, path)).toEqual(expected)
  })

  test('a raw bracket leaves the branch again where nothing fits below', () => {
    const both = routerOf(['pre-[x]/a/route', '[any]/b/route'])
    expect(answerOf(both, '/pre-[x]/b')).toEqual(at('/[any]/b', { any: 'pre-[x]' }))
  })
})
