import { isNotModified, weakETag } from '../../../../src/cache/answers/validators'

const ETAG = 'W/"abc"'
const MODIFIED = 'Wed, 21 Oct 2026 07:28:00 GMT'

describe('a conditional request for a stored answer', () => {
  it.each([
    ['the weak tag', 'W/"abc"', true],
    ['the strong one', '"abc"', true],
    ['a list', '"x", W/"abc" , "y"', true],
    ['anything', '*', true],
    ['another tag', '"x"', false],
    ['no tag at all', 'abc', false],
    ['a tag with a comma in it', '"abc,"', false],
  ])('H23 with If-None-Match of %s: %s', (_, ifNoneMatch, expected) => {
    const stored = { etag: ETAG, lastModified: undefined }
    expect(isNotModified({ ifNoneMatch }, stored)).toBe(expected)
  })

  it.each([
    ['the same moment', MODIFIED, true],
    ['a later one', 'Wed, 21 Oct 2026 07:28:01 GMT', true],
    ['an earlier one', 'Wed, 21 Oct 2026 07:27:59 GMT', false],
    ['no date', 'yesterday', false],
  ])('with If-Modified-Since of %s: %s', (_, ifModifiedSince, expected) => {
    const stored = { etag: ETAG, lastModified: MODIFIED }
    expect(isNotModified({ ifModifiedSince }, stored)).toBe(expected)
  })

  it('H23 looks at no date where there is a tag, and at none that the handler did not give', () => {
    const both = { ifNoneMatch: '"x"', ifModifiedSince: MODIFIED }
    expect(isNotModified(both, { etag: ETAG, lastModified: MODIFIED })).toBe(false)
    const since = { ifModifiedSince: MODIFIED }
    expect(isNotModified(since, { etag: ETAG, lastModified: undefined })).toBe(false)
    expect(isNotModified({}, { etag: ETAG, lastModified: MODIFIED })).toBe(false)
  })

  it('is answered by a tag of the bytes alone', () => {
    expect(weakETag(Buffer.from('a'))).toBe(weakETag(Buffer.from('a')))
    expect(weakETag(Buffer.from('a'))).not.toBe(weakETag(Buffer.from('b')))
    expect(weakETag(Buffer.from('a'))).toMatch(/^W\/"[\w-]{22}"$/)
  })
})
