/** Next-semantics 2.11, "Serialisation": to the newline. */
import { robotsText } from '../../../src/metadata/robots'
import { sitemapText } from '../../../src/metadata/sitemap'
import { webManifestText } from '../../../src/metadata/web-manifest'
import { escaped, raw } from '../../../src/metadata/xml'

const FILE = '/srv/app/sitemap.ts'
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
const URLSET = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

describe('robots', () => {
  test('rules, host and sitemaps, in the order of Next.js', () => {
    const data = {
      rules: [
        { userAgent: ['a', 'b'], allow: '/', disallow: ['/x', '/y'], crawlDelay: 3 },
        { allow: '/p' },
      ],
      host: 'https://h',
      sitemap: ['https://h/s1.xml', 'https://h/s2.xml'],
    }
    expect(robotsText(data, FILE, 16)).toBe(
      'User-Agent: a\nUser-Agent: b\nAllow: /\nDisallow: /x\nDisallow: /y\nCrawl-delay: 3\n\nUser-Agent: *\nAllow: /p\n\nHost: https://h\nSitemap: https://h/s1.xml\nSitemap: https://h/s2.xml\n',
    )
  })

  test('other fields: null is left out, arrays are repeated', () => {
    const other = { 'Content-Signal': 'ai-train=no', 'Clean-param': ['a', 'b'], none: null }
    expect(robotsText({ rules: { other } }, FILE, 16)).toBe(
      'User-Agent: *\nContent-Signal: ai-train=no\nClean-param: a\nClean-param: b\n\n',
    )
  })

  test('up to 15 there are no other fields', () => {
    const data = { rules: { allow: '/', other: { 'Clean-param': 'a' } } }
    expect(robotsText(data, FILE, 15)).toBe('User-Agent: *\nAllow: /\n\n')
  })

  test.each([
    ['nothing', undefined],
    ['a text', 'User-Agent: *'],
    ['no rules', {}],
    ['a rule that is none', { rules: ['*'] }],
    ['an object for a path', { rules: { allow: {} } }],
    ['a list of hosts', { rules: {}, host: ['a', 'b'] }],
  ])('%s is refused, naming the file', (_, data) => {
    expect(() => robotsText(data, FILE, 16)).toThrow(
      expect.objectContaining({ code: 'RH_INVALID_METADATA', file: FILE }),
    )
  })
})

describe('sitemap', () => {
  test('the namespaces are those that are used', () => {
    expect(sitemapText([], FILE, { xml: escaped, compat: 16 })).toBe(
      `${HEAD}${URLSET}>\n</urlset>\n`,
    )
    const item = {
      url: 'https://h/?a=1&b=2',
      alternates: { languages: { de: 'https://h/de' } },
      images: ['https://h/i.png'],
      lastModified: new Date(0),
      changeFrequency: 'daily',
      priority: 0,
    }
    const text = (loc: string) =>
      `${HEAD}${URLSET} xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n<url>\n<loc>${loc}</loc>\n<xhtml:link rel="alternate" hreflang="de" href="https://h/de" />\n<image:image>\n<image:loc>https://h/i.png</image:loc>\n</image:image>\n<lastmod>1970-01-01T00:00:00.000Z</lastmod>\n<changefreq>daily</changefreq>\n<priority>0</priority>\n</url>\n</urlset>\n`
    expect(sitemapText([item], FILE, { xml: raw, compat: 16 })).toBe(text('https://h/?a=1&b=2'))
    expect(sitemapText([item], FILE, { xml: escaped, compat: 16 })).toBe(
      text('https://h/?a=1&amp;b=2'),
    )
  })

  test('in 14 there are no images and no videos', () => {
    const item = { url: 'u', images: ['i'], videos: [{}] }
    expect(sitemapText([item], FILE, { xml: escaped, compat: 14 })).toBe(
      `${HEAD}${URLSET}>\n<url>\n<loc>u</loc>\n</url>\n</urlset>\n`,
    )
  })

  test('a video has its tags in the order of Next.js, one per line', () => {
    const video = {
      title: 'A & B',
      thumbnail_loc: 't',
      description: 'd',
      live: 'no',
      duration: 600,
      content_loc: 'c',
      restriction: { relationship: 'allow', content: 'IE' },
      platform: { relationship: 'deny', content: 'web' },
      uploader: { content: 'U' },
    }
    expect(sitemapText([{ url: 'u', videos: [video] }], FILE, { xml: escaped, compat: 16 })).toBe(
      `${HEAD}${URLSET} xmlns:video="http://www.google.com/schemas/sitemap-video/1.1">\n<url>\n<loc>u</loc>\n<video:video>\n<video:title>A &amp; B</video:title>\n<video:thumbnail_loc>t</video:thumbnail_loc>\n<video:description>d</video:description>\n<video:content_loc>c</video:content_loc>\n<video:duration>600</video:duration>\n<video:live>no</video:live>\n<video:restriction relationship="allow">IE</video:restriction>\n<video:platform relationship="deny">web</video:platform>\n<video:uploader>U</video:uploader>\n</video:video>\n</url>\n</urlset>\n`,
    )
  })

  test.each([
    ['no list', { url: 'u' }, 'instead of an array'],
    ['an entry without url', [{ url: 'u' }, { loc: 'v' }], 'Entry 1 of the sitemap has no url'],
    ['an entry that is null', [null], 'Entry 0 of the sitemap is null'],
    ['images that are no list', [{ url: 'u', images: 'i' }], '"images"'],
    ['a date that is none', [{ url: 'u', lastModified: new Date('x') }], 'invalid Date'],
  ])('%s is refused', (_, data, message) => {
    expect(() => sitemapText(data, FILE, { xml: escaped, compat: 16 })).toThrow(
      expect.objectContaining({
        code: 'RH_INVALID_METADATA',
        message: expect.stringContaining(message),
      }),
    )
  })
})

describe('D-o: XML', () => {
  test.each([
    ['a&b', 'a&amp;b'],
    ['a&amp;b&#38;&#x26;', 'a&amp;b&#38;&#x26;'],
    ['&nbsp;<"', '&amp;nbsp;&lt;&quot;'],
    ['a\u0000b', 'ab'],
    [new Date(0), '1970-01-01T00:00:00.000Z'],
  ])('%j is written %j', (text, written) => {
    expect(escaped(text)).toBe(written)
  })
})

describe('manifest', () => {
  test('is JSON', () => {
    expect(webManifestText({ name: 'A', icons: [] }, FILE)).toBe('{"name":"A","icons":[]}')
  })

  test.each([[undefined], [[]], ['{}'], [{ n: 1n }]])('%p is refused', data => {
    expect(() => webManifestText(data, FILE)).toThrow(
      expect.objectContaining({ code: 'RH_INVALID_METADATA' }),
    )
  })
})
