import { parseSegment } from '../../../src/router/segment'

const FILE = '/app/x/route.ts'

describe('one directory name (next-semantics 2.1)', () => {
  test.each([
    ['(group)', 'hidden'],
    ['(..)', 'hidden'],
    ['@slot', 'hidden'],
    ['_private', 'private'],
    ['__tests__', 'private'],
    ['_', 'private'],
  ])('%s is %s', (directory, kind) => {
    expect(parseSegment(directory, FILE)).toEqual({ kind })
  })

  test.each([
    ['users', 'users'],
    ['%5Fname', '_name'],
    ['a%5Fb', 'a_b'],
    ['%5fname', '%255fname'],
    ['(.)photo', '(.)photo'],
    ['(..)photo', '(..)photo'],
    ['(..)(..)photo', '(..)(..)photo'],
    ['(...)photo', '(...)photo'],
    ['pre-[x]', 'pre-%5Bx%5D'],
    ['[x].json', '%5Bx%5D.json'],
    ['rss.xml', 'rss.xml'],
    ['data.json', 'data.json'],
    ['a@b', 'a@b'],
    ['100%', '100%25'],
    ['constructor', 'constructor'],
    ['...', '...'],
  ])('%s is the static segment %s', (directory, key) => {
    expect(parseSegment(directory, FILE)).toMatchObject({ kind: 'static', key })
  })

  test.each([
    ['[x]', 'dynamic', 'x'],
    ['[...x]', 'catch-all', 'x'],
    ['[[...x]]', 'optional-catch-all', 'x'],
    ['[%5Fid]', 'dynamic', '_id'],
    ['[user-id]', 'dynamic', 'user-id'],
    ['[이름]', 'dynamic', '이름'],
    ['[constructor]', 'dynamic', 'constructor'],
    ['[then]', 'dynamic', 'then'],
  ])('%s is a parameter: %s, named %s', (directory, kind, name) => {
    expect(parseSegment(directory, FILE)).toEqual({ kind, name })
  })
})

describe('a directory name that Next refuses', () => {
  test.each([
    ['[[x]]', 'Optional route parameters are not yet supported ("[[x]]").'],
    ['[…x]', "Detected a three-dot character ('…') at ('[…x]'). Did you mean ('...')?"],
    ['[[…x]]', "Detected a three-dot character ('…') at ('[[…x]]'). Did you mean ('...')?"],
    ['[.x]', "Segment names may not start with erroneous periods ('.x')."],
    ['[x.]', "Segment names may not start with erroneous periods ('x.')."],
    ['[....x]', "Segment names may not start with erroneous periods ('.x')."],
    ['[[x]', "Segment names may not start or end with extra brackets ('[x')."],
    ['[x]]', "Segment names may not start or end with extra brackets ('x]')."],
    ['[a][b]', "Segment names may not start or end with extra brackets ('a][b')."],
    ['[]', "Parameter names cannot be empty ('[]')."],
    ['[...]', "Parameter names cannot be empty ('[...]')."],
    ['[[...]]', "Parameter names cannot be empty ('[[...]]')."],
    ['[__proto__]', '"__proto__" cannot be the name of a parameter.'],
    ['[...__proto__]', '"__proto__" cannot be the name of a parameter.'],
    ['\ud800', 'The directory name "\\ud800" is not valid Unicode; no URL can name it.'],
  ])('%s is an error that names the file and the fix', (directory, sentence) => {
    const parse = (): unknown => parseSegment(directory, FILE)
    expect(parse).toThrow(
      expect.objectContaining({ code: 'RH_INVALID_SEGMENT', status: 500, file: FILE }),
    )
    expect(parse).toThrow(sentence)
    expect(parse).toThrow(`\n  ${FILE}\nRename the directory`)
  })
})
