/** R20: the members of the option `cache` are checked once, and a wrong one stops the mount. */
import { memoryTier } from '../../src/cache/tier'
import { checkOptions } from '../../src/option-checks'
import { refusal } from './refusal'

const REFUSED: readonly (readonly [string, unknown, string])[] = [
  ['tier', {}, 'a tier, such as memoryTier() or redisTier() gives'],
  ['tier', 'redis://localhost', 'a tier'],
  ['maxMemoryBytes', '64mb', 'a positive number of bytes, received "64mb"'],
  ['maxMemoryBytes', 0, 'a positive number of bytes'],
  ['maxMemoryBytes', Number.POSITIVE_INFINITY, 'a positive number of bytes'],
  ['maxMemoryBytes', Number.NaN, 'a positive number of bytes'],
  ['maxEntryBytes', -1, 'a positive number of bytes'],
  ['disk', './cache', 'an object { dir, maxBytes, durable }'],
  ['disk.dir', 1, 'a path'],
  ['disk.maxBytes', '1gb', 'a positive number of bytes'],
  ['disk.durable', 'yes', 'true or false'],
  ['buildId', '', 'a text that is not empty'],
  ['buildId', 1, 'a text that is not empty'],
  ['appId', null, 'a text that is not empty'],
  ['consistency', 'strong', '"bounded" or "strict"'],
  ['cacheWithOtherMethods', 'yes', 'true or false'],
  ['cacheComponents', 1, 'true or false'],
  ['setCookie', false, '"refuse" or "strip"'],
  ['cdn', 'cloudflare', 'true or false'],
  ['expireTime', false, 'a number of seconds'],
  ['notFoundMaxAge', -1, 'a number of seconds'],
  ['tenant', 'host', 'a function'],
  ['cacheLife', [], 'an object of profiles'],
  ['cacheLife.blog', 60, 'an object { stale, revalidate, expire }'],
  ['fetchCacheKeyPrefix', 1, 'a text'],
  ['patchFetch', true, '"global" or "module" or false'],
  ['handler', class {}, 'what fromNextCacheHandler() gives'],
  ['handlers', { default: {} }, '"global", or what fromNextCacheHandlers() gives'],
  ['generateTimeoutMs', 0, 'a number of milliseconds above 0'],
  ['generateTimeoutMs', 2 ** 31, 'a number of milliseconds above 0 and up to 2147483647'],
  ['maxConcurrentBackground', 0, 'a whole number above 0'],
  ['hitForMissMs', 0, 'a number of milliseconds above 0'],
  ['errorBackoff', 3, 'two numbers of seconds, [min, max]'],
  ['errorBackoff', [30, 3], 'two numbers of seconds'],
  ['errorBackoff', [3], 'two numbers of seconds'],
  ['dev', 'true', 'true or false'],
  ['debug', 1, 'true or false'],
  ['headers', false, 'an object { nextjsCache }'],
  ['headers.nextjsCache', 'no', 'true or false'],
  ['waitUntil', Promise.resolve(), 'a function'],
  ['onEvent', 'log', 'a function'],
]

/** `{ disk: { dir: 1 } }` for `disk.dir`. */
function nested(path: string, value: unknown): object {
  const [name = '', ...rest] = path.split('.')
  return { [name]: rest.length > 0 ? nested(rest.join('.'), value) : value }
}

const store = { get: async () => undefined, put: async () => {} }

describe('the option cache', () => {
  it.each(REFUSED)(
    'R20: cache.%s: %p is RH_INVALID_OPTION, expected %s',
    (path, value, expected) => {
      const message = refusal(() => checkOptions({ cache: nested(path, value) }))
      expect(message).toContain(`The option "cache.${path}" must be `)
      expect(message).toContain(expected)
    },
  )

  it.each<[object, string]>([
    [{ ttl: 60 }, 'Unknown option "cache.ttl". The members of "cache" are: tier, maxMemoryBytes,'],
    [{ disk: { dir: 'x', size: 1 } }, 'Unknown option "cache.disk.size"'],
    [{ headers: { etag: false } }, 'Unknown option "cache.headers.etag"'],
    [{ cacheLife: { blog: { ttl: 1 } } }, 'Unknown option "cache.cacheLife.blog.ttl"'],
    [{ disk: {} }, 'The option "cache.disk.dir" is missing.'],
    [{ disk: { dir: 'x' }, tier: { open() {} } }, 'goes with the cache of one process'],
    [
      { cacheLife: { blog: { revalidate: '60' } } },
      'The option "cache.cacheLife.blog": The revalidate option must be a number of seconds.',
    ],
    [
      { cacheLife: { blog: { revalidate: 60, expire: 30 } } },
      'The option "cache.cacheLife.blog": If providing both the revalidate and expire options',
    ],
  ])('R20: %j is refused', (cache, expected) => {
    expect(refusal(() => checkOptions({ cache }))).toContain(expected)
  })

  it.each<[unknown]>([
    [false],
    [undefined],
    [{}],
    [{ tier: undefined, maxMemoryBytes: undefined }],
    [{ tier: memoryTier(), maxMemoryBytes: 1, maxEntryBytes: 1 }],
    [{ disk: { dir: '/var/cache', maxBytes: 1, durable: true }, buildId: 'a', appId: 'b' }],
    [{ consistency: 'strict', setCookie: 'strip', cdn: false, patchFetch: false }],
    [{ expireTime: Number.POSITIVE_INFINITY, notFoundMaxAge: 0, errorBackoff: [0, 0] }],
    [{ cacheLife: { blog: { revalidate: 60, expire: Number.POSITIVE_INFINITY }, empty: {} } }],
    [{ handler: store, handlers: { default: store }, tenant: () => '' }],
    [{ handlers: 'global', fetchCacheKeyPrefix: '', headers: { nextjsCache: false } }],
  ])('%j is accepted', cache => {
    expect(() => checkOptions({ cache })).not.toThrow()
  })

  it('R20: true is no setting', () => {
    expect(refusal(() => checkOptions({ cache: true }))).toContain('false or an object of settings')
  })
})
