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
