import { cacheControlOf } from '../../../../src/cache/answers/cache-control'

const NEVER = Number.POSITIVE_INFINITY
const EVERYBODY = { cdn: true, isAuthorised: false }

describe('the Cache-Control of a stored answer', () => {
  it.each([
    [5, 31_536_000, 's-maxage=5, stale-while-revalidate=31535995'],
    [900, 31_536_000, 's-maxage=900, stale-while-revalidate=31535100'],
    [3600, 86_400, 's-maxage=3600, stale-while-revalidate=82800'],
    [60, 60, 's-maxage=60'],
    [60, NEVER, 's-maxage=60'],
    [NEVER, NEVER, 's-maxage=31536000'],
    [NEVER, 31_536_000, 's-maxage=31536000'],
  ])('for revalidate %d and expire %d is %s', (revalidate, expire, value) => {
    expect(cacheControlOf({ revalidate, expire }, EVERYBODY)).toBe(value)
  })

  it.each([
    ['an authorised request', { cdn: true, isAuthorised: true }],
    ['a mount that no CDN may store', { cdn: false, isAuthorised: false }],
  ])('H3 lets no shared cache keep the answer to %s', (_, audience) => {
    expect(cacheControlOf({ revalidate: 60, expire: NEVER }, audience)).toBe('private, no-cache')
  })
})
