import { OfflineQueue } from '../../../../src/cache/tags/offline-queue'

describe('invalidations that wait for the authority', () => {
  it('go out together where they say the same, hard ones and soft ones apart', () => {
    const queue = new OfflineQueue(10)
    queue.add(['a', 'b'], undefined, 0)
    queue.add(['c'], 60, 0)
    expect(queue.peek(128, 0)).toEqual({ tags: ['a', 'b'], expire: undefined })
    queue.remove(['a', 'b'])
    expect(queue.peek(128, 20_000)).toEqual({ tags: ['c'], expire: 40 })
    queue.remove(['c'])
    expect(queue.peek(128, 0)).toBeUndefined()
  })

  it('become hard when their grace ends while they wait', () => {
    const queue = new OfflineQueue(10)
    queue.add(['a'], 60, 0)
    expect(queue.peek(128, 60_000)).toEqual({ tags: ['a'], expire: undefined })
  })

  it.each([
    ['hard', [60, undefined]],
    ['hard', [undefined, 60]],
  ])('are %s as soon as one of them is', (_, expires) => {
    const queue = new OfflineQueue(10)
    for (const expire of expires) queue.add(['a'], expire, 0)
    expect(queue.peek(128, 0)).toEqual({ tags: ['a'], expire: undefined })
  })

  it('keep the earlier deadline, and one without limit has none', () => {
    const queue = new OfflineQueue(10)
    queue.add(['a'], Number.POSITIVE_INFINITY, 0)
    expect(queue.peek(128, 0)?.expire).toBe(Number.POSITIVE_INFINITY)
    queue.add(['a'], 30, 0)
    queue.add(['a'], 60, 0)
    expect(queue.peek(128, 0)?.expire).toBe(30)
  })

  it('go out in parts of a size that the authority takes', () => {
    const queue = new OfflineQueue(1000)
    queue.add(
      Array.from({ length: 300 }, (_, at) => `tag ${at}`),
      undefined,
      0,
    )
    expect(queue.peek(128, 0)?.tags).toHaveLength(128)
  })

  it('DT19 become the one that covers them all when they are too many', () => {
    const queue = new OfflineQueue(100)
    for (let at = 0; at <= 100; at++) queue.add([`tag ${at}`], 60, 0)
    expect(queue.isEverything).toBe(true)
    expect(queue.size).toBe(1)
    queue.add(['another'], undefined, 0)
    expect(queue.peek(128, 0)).toBeUndefined()
  })
})
