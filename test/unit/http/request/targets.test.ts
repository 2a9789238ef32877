import { targetsOf } from '../../../../src/http/request/targets'

const pathsOf = (message: { url: string; originalUrl?: string; baseUrl?: string }) => {
  const targets = targetsOf(message)
  return targets && [targets.relative.path, targets.full.path]
}

describe('the two targets of a request', () => {
  test.each([
    [{ url: '/a' }, ['/a', '/a']],
    [{ url: '/a', originalUrl: '/api/a', baseUrl: '/api' }, ['/a', '/api/a']],
    [{ url: '/', originalUrl: '/api', baseUrl: '/api' }, ['/', '/api']],
    [{ url: '/', originalUrl: '/api/', baseUrl: '/api' }, ['/', '/api/']],
    [{ url: '/a#x', originalUrl: '/api/a#x', baseUrl: '/api' }, ['/a', '/api/a']],
    [{ url: "/it's" }, ["/it's", "/it's"]],
    [{ url: 'http://h/a' }, ['/a', '/a']],
  ])('%j are %j', (message, expected) => {
    expect(pathsOf(message)).toEqual(expected)
  })

  test('a host that rewrote the path decides, mounted or not', () => {
    expect(pathsOf({ url: '/a', originalUrl: '//a', baseUrl: '' })).toEqual(['/a', '//a'])
    expect(pathsOf({ url: '/a', originalUrl: '/v1/api/a', baseUrl: '/api' })).toEqual([
      '/a',
      '/v1/api/a',
    ])
  })

  test.each(["http://h/it's", "/it's#x", "/it's\xa0", "/it's?\xa0", '/{a}#', 'http://h/<a>'])(
    '%s is nobody’s: url.parse gives the host another path',
    url => {
      expect(pathsOf({ url })).toBeUndefined()
    },
  )

  test.each([
    ['/api//a', '/a', '/api'],
    ['/api//', '/', '/api'],
    ['/a//b/c', '/c', '/a/b'],
    ['//u@admin/api', '/admin/api', '/api'],
    ['/../a', '/a', '/..'],
    ['/%2E/a', '/a', '/%2E'],
    ['/x\\y/a', '/a', '/x\\y'],
  ])('%s below a mount is nobody’s where %s is left of it', (originalUrl, url, baseUrl) => {
    expect(pathsOf({ url, originalUrl, baseUrl })).toBeUndefined()
  })

  test('a target without a path has none', () => {
    expect(pathsOf({ url: '*' })).toBeUndefined()
  })
})
