import { graceOf, OfflineQueue } from '../../../../src/cache/tags/offline-queue'

const HARD = undefined

/** The parts as they would go out at a moment. */
const partsAt = (queue: OfflineQueue, now = 0) =>
  queue.parts(128).map(part => [part.map(({ tag }) => tag), graceOf(part[0]!, now)])

function queueWith(...added: [tags: string[], expire: number | undefined][]): OfflineQueue {
  const queue = new OfflineQueue(100)
  for (const [tags, expire] of added) queue.add(tags, expire, 0)
  return queue
}

describe('invalidations that wait for the authority', () => {
  it('go out together where they say the same, hard ones and soft ones apart', () => {
    const queue = queueWith([['a', 'b'], HARD], [['c'], 60])
    expect(partsAt(queue, 20_000)).toEqual([
      [['a', 'b'], undefined],
      [['c'], 40],
    ])
  })

  it('become hard when their grace ends while they wait', () => {
    expect(partsAt(queueWith([['a'], 60]), 60_000)).toEqual([[['a'], undefined]])
  })

  it('are hard as soon as one of them is', () => {
    expect(partsAt(queueWith([['a'], 60], [['a'], HARD]))).toEqual([[['a'], undefined]])
    expect(partsAt(queueWith([['a'], HARD], [['a'], 60]))).toEqual([[['a'], undefined]])
  })

  it('keep the earlier deadline, and one without limit has none', () => {
    const forEver = Number.POSITIVE_INFINITY
    expect(partsAt(queueWith([['a'], forEver]))).toEqual([[['a'], forEver]])
    expect(partsAt(queueWith([['a'], forEver], [['a'], 30], [['a'], 60]))).toEqual([[['a'], 30]])
  })

  it('go out in parts of a size that the authority takes', () => {
    const tags = Array.from({ length: 300 }, (_, at) => `tag ${at}`)
    const queue = new OfflineQueue(1000)
    queue.add(tags, HARD, 0)
    expect(queue.parts(128).map(part => part.length)).toEqual([128, 128, 44])
  })

  it('stay when they were queued again while they were on their way', () => {
    const queue = queueWith([['a', 'b'], HARD])
    const [part] = queue.parts(128)
    queue.add(['a'], HARD, 0)
    queue.remove(part!)
    expect(partsAt(queue)).toEqual([[['a'], undefined]])
  })

  it('DT19 become the one that covers them all when they are too many', () => {
    const queue = new OfflineQueue(100)
    for (let at = 0; at <= 100; at++) queue.add([`tag ${at}`], 60, 0)
    expect(queue.size).toBe(1)
    expect(queue.concerns(['whichever'])).toBe(true)
    const { everything } = queue
    queue.add(['another'], HARD, 0)
    queue.remove([everything!])
    expect(queue.everything).toBeDefined()
    queue.remove([queue.everything!])
    expect(queue.size).toBe(0)
  })
})
