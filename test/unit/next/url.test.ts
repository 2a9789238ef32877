import { NextURL } from '../../../src/next/url'

const i18n = {
  locales: ['en', 'fr', 'nl-NL'],
  defaultLocale: 'en',
  domains: [{ domain: 'example.fr', defaultLocale: 'fr' }],
}

describe('NextURL', () => {
  test('reads and writes the members of URL', () => {
    const url = new NextURL('https://user:pw@a.test:8443/p?q=1#h')
    const { protocol, host, hostname, port, pathname, search, hash, username, password } = url
    expect({ protocol, host, hostname, port, pathname, search, hash, username, password }).toEqual({
      protocol: 'https:',
      host: 'a.test:8443',
      hostname: 'a.test',
      port: '8443',
      pathname: '/p',
      search: '?q=1',
      hash: '#h',
      username: 'user',
      password: 'pw',
    })
    Object.assign(url, {
      protocol: 'http:',
      host: 'b.test:80',
      pathname: '/n',
      search: '',
      hash: '',
    })
    expect(url.href).toBe('http://b.test/n')
    expect(url.origin).toBe('http://b.test')
  })

  test('searchParams is live, and keeps bytes until it is changed', () => {
    const url = new NextURL('http://a.test/?q&y=%20')
    expect(url.searchParams.get('y')).toBe(' ')
    expect(url.search).toBe('?q&y=%20')
    url.searchParams.set('n', '1')
    expect(url.href).toBe('http://a.test/?q=&y=+&n=1')
  })

  test('turns into its href, and has no member `url`', () => {
    const url = new NextURL('http://a.test/x')
    expect(`${url}`).toBe('http://a.test/x')
    expect(JSON.stringify({ url })).toBe('{"url":"http://a.test/x"}')
    expect('url' in url).toBe(false)
    expect(String(new URL('/y', url as unknown as URL))).toBe('http://a.test/y')
  })

  test.each([
    ['http://a.test/x', '/y', 'http://a.test/y'],
    ['http://a.test/x/', '/y', 'http://a.test/y/'],
    ['http://a.test/x', '/', 'http://a.test/'],
    ['http://a.test/', '/y', 'http://a.test/y'],
  ])('keeps the trailing slash of %s when the path becomes %s', (from, pathname, href) => {
    const url = new NextURL(from)
    url.pathname = pathname
    expect(url.href).toBe(href)
  })

  test('a clone is independent', () => {
    const url = new NextURL('http://a.test/docs/x', { nextConfig: { basePath: '/docs' } })
    const clone = url.clone()
    clone.pathname = '/y'
    expect([url.href, clone.href, clone.basePath]).toEqual([
      'http://a.test/docs/x',
      'http://a.test/docs/y',
      '/docs',
    ])
  })

  test('resolves against a base, given either way', () => {
    expect(new NextURL('/y', 'http://a.test/x').href).toBe('http://a.test/y')
    expect(new NextURL('/y', { base: 'http://a.test/x' }).href).toBe('http://a.test/y')
    expect(new NextURL('/y', new NextURL('http://a.test/x').href).href).toBe('http://a.test/y')
    expect(() => new NextURL('/y')).toThrow('Invalid URL')
  })

  test.each([
    ['http://a.test/docs', '/docs', '/'],
    ['http://a.test/docs/x', '/docs', '/x'],
    ['http://a.test/docsx', '', '/docsx'],
  ])('base path /docs in %s', (href, basePath, pathname) => {
    const url = new NextURL(href, { nextConfig: { basePath: '/docs' } })
    expect([url.basePath, url.pathname, url.href]).toEqual([basePath, pathname, href])
    url.basePath = 'other'
    expect(url.basePath).toBe('/other')
  })

  test.each([
    ['http://a.test/x', 'en', '/x'],
    ['http://a.test/fr/x', 'fr', '/x'],
    ['http://a.test/nl-nl', 'nl-NL', '/'],
    ['http://example.fr/x', 'fr', '/x'],
    ['http://example.fr/en/x', 'en', '/x'],
  ])('locale of %s', (href, locale, pathname) => {
    const url = new NextURL(href, { nextConfig: { i18n } })
    expect([url.locale, url.pathname]).toEqual([locale, pathname])
  })

  test('locale can be changed to a configured one', () => {
    const url = new NextURL('http://a.test/x', { nextConfig: { i18n } })
    url.locale = 'fr'
    expect(url.href).toBe('http://a.test/fr/x')
    expect(url.defaultLocale).toBe('en')
    expect(() => {
      url.locale = 'de'
    }).toThrow('The NextURL configuration includes no locale "de"')
    expect(new NextURL('http://a.test/').locale).toBe('')
  })
})
