import { Turns } from '../../../../src/cache/tags/turns'

function setUp() {
  const ends: { resolve: () => void; reject: (error: Error) => void }[] = []
  const turns = new Turns(
    () =>
      new Promise<void>((resolve, reject) => {
        ends.push({ resolve, reject })
      }),
  )
  return { turns, ends }
}

const settled = () => new Promise(resolve => setImmediate(resolve))

describe('an exchange that many want', () => {
  it('is joined while it is under way', () => {
    const { turns, ends } = setUp()
    expect(turns.join()).toBe(turns.join())
    expect(ends).toHaveLength(1)
  })

  it('B8 begins anew for who needs it to begin after his call, once for all of them', async () => {
    const { turns, ends } = setUp()
    void turns.join()
    const late = turns.fresh()
    expect(turns.fresh()).toBe(late)
    expect(ends).toHaveLength(1)
    ends[0]!.resolve()
    await settled()
    expect(ends).toHaveLength(2)
    ends[1]!.resolve()
    await late
    void turns.fresh()
    expect(ends).toHaveLength(3)
  })

  it('begins anew also behind one that failed', async () => {
    const { turns, ends } = setUp()
    const first = turns.join()
    const late = turns.fresh()
    ends[0]!.reject(new Error('lost'))
    await expect(first).rejects.toThrow('lost')
    await settled()
    ends[1]!.resolve()
    await expect(late).resolves.toBeUndefined()
  })
})
