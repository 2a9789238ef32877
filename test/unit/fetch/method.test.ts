import { normaliseMethod } from '../../../src/fetch/method'

describe('normaliseMethod(method)', () => {
  it.each([
    ['get', 'GET'],
    ['Post', 'POST'],
    ['delete', 'DELETE'],
    ['head', 'HEAD'],
    ['options', 'OPTIONS'],
    ['put', 'PUT'],
    ['patch', 'PATCH'],
    ['GET', 'GET'],
    ['propfind', 'propfind'],
    ['Query', 'Query'],
    ['FOO', 'FOO'],
  ])('row 69: %s becomes %s', (method, expected) => {
    expect(normaliseMethod(method)).toBe(expected)
  })
})
