import { type RedisTierOptions, redisTier } from '../../../../src/cache/redis/redis-tier'

/** What the clients have in common with theirs; none of it is called before the tier is opened. */
const ioredis = { status: 'ready', evalshaBuffer() {}, duplicate() {} }
const nodeRedis = { isReady: true, withTypeMapping: () => ({}), duplicate() {} }

describe('redisTier()', () => {
  it.each([
    ['ioredis', ioredis],
    ['node-redis', nodeRedis],
  ])('takes a client of %s', (_, client) => {
    expect(() => redisTier({ client })).not.toThrow()
  })

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['a URL', 'redis://localhost'],
    ['another object', {}],
    ['a cluster of node-redis', { ...nodeRedis, nodeByAddress: new Map() }],
    ['a sentinel of node-redis', { ...nodeRedis, acquire() {} }],
  ])('refuses %s for a client', (_, client) => {
    expect(() => redisTier({ client } as RedisTierOptions)).toThrow(
      expect.objectContaining({ code: 'RH_INVALID_OPTION' }),
    )
  })

  it.each<[string, Record<string, unknown>]>([
    ['ns', { ns: '' }],
    ['ns', { ns: 'a{b}' }],
    ['ns', { ns: 7 }],
    ['syncIntervalMs', { syncIntervalMs: 0 }],
    ['syncIntervalMs', { syncIntervalMs: Number.NaN }],
    ['syncIntervalMs', { syncIntervalMs: Number.POSITIVE_INFINITY }],
    ['getTimeoutMs', { getTimeoutMs: '100' }],
    ['leaseMs', { leaseMs: 1 }],
    ['maxTags', { maxTags: 0 }],
    ['wait', { wait: -1 }],
    ['breaker.failures', { breaker: { failures: 0 } }],
    ['onRestart', { onRestart: 'hope' }],
  ])('refuses a wrong "%s" when it is made: %j', (name, options) => {
    const make = () => redisTier({ client: ioredis, ...options } as RedisTierOptions)
    expect(make).toThrow(expect.objectContaining({ code: 'RH_INVALID_OPTION' }))
    expect(make).toThrow(`"${name}" of redisTier()`)
  })
})
