import { Turns } from '../../../src/cache/turns'

function setUp() {
  const ends: { resolve: () => void; reject: (error: Error) => void }[] = []
  const run = () =>
    new Promise<void>((resolve, reject) => {
      ends.push({ resolve, reject })
    })
  const turns = new Turns<void>()
  return { join: () => turns.join(run), fresh: () => turns.fresh(run), ends }
}

const settled = () => new Promise(resolve => setImmediate(resolve))

describe('an exchange that many want', () => {
  it('is joined while it is under way', () => {
    const { join, ends } = setUp()
    expect(join()).toBe(join())
    expect(ends).toHaveLength(1)
  })

  it('B8 begins anew for who needs it to begin after his call, once for all of them', async () => {
    const { join, fresh, ends } = setUp()
    void join()
    const late = fresh()
    expect(fresh()).toBe(late)
    expect(ends).toHaveLength(1)
    ends[0]!.resolve()
    await settled()
    expect(ends).toHaveLength(2)
    ends[1]!.resolve()
    await late
    void fresh()
    expect(ends).toHaveLength(3)
  })

  it('begins anew also behind one that failed', async () => {
    const { join, fresh, ends } = setUp()
    const first = join()
    const late = fresh()
    ends[0]!.reject(new Error('lost'))
    await expect(first).rejects.toThrow('lost')
    await settled()
    ends[1]!.resolve()
    await expect(late).resolves.toBeUndefined()
  })
})
