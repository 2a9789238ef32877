import type { Entry } from '../../../src/cache/entry/entry'
import { PendingWrites } from '../../../src/cache/pending-writes'

const entryOf = (epoch: number, time = 0): Entry => ({
  ...{ manifest: 'm', epoch, time, kind: 'F', revalidate: 1, expire: 1, tags: [] },
  body: Buffer.from(`${epoch} ${time}`),
})

/** A store that writes when it is told to. */
function store() {
  const written: string[] = []
  const waiting: (() => void)[] = []
  const write = (entry: Entry) => () =>
    new Promise<void>(resolve => {
      waiting.push(() => {
        written.push(String(entry.body))
        resolve()
      })
    })
  const proceed = async (): Promise<void> => {
    waiting.shift()?.()
    await new Promise(resolve => setImmediate(resolve))
  }
  return { written, write, proceed }
}

describe('writes to a store without locks', () => {
  it('come one after the other for each key, and can be read before they have arrived', async () => {
    const { written, write, proceed } = store()
    const writes = new PendingWrites()
    const [first, second] = [entryOf(1), entryOf(2)]
    const both = [writes.add('a', first, write(first)), writes.add('a', second, write(second))]
    expect(writes.get('a')).toBe(second)
    await proceed()
    expect(written).toEqual(['1 0'])
    await proceed()
    expect(await Promise.all(both)).toEqual([true, true])
    expect(written).toEqual(['1 0', '2 0'])
    expect(writes.get('a')).toBeUndefined()
    expect(writes.size).toBe(0)
  })

  it.each([
    ['an earlier epoch', entryOf(1, 9)],
    ['an earlier time', entryOf(2, 4)],
  ])('are left out where something newer is on its way: %s', async (_, older) => {
    const { written, write, proceed } = store()
    const writes = new PendingWrites()
    const newer = entryOf(2, 5)
    const done = writes.add('a', newer, write(newer))
    expect(await writes.add('a', older, write(older))).toBe(false)
    await proceed()
    await done
    expect(written).toEqual(['2 5'])
  })

  it('go on after one that failed', async () => {
    const writes = new PendingWrites()
    const entry = entryOf(1)
    const failed = writes.add('a', entry, () => Promise.reject(new Error('full')))
    const next = writes.add('a', entry, async () => {})
    await expect(failed).rejects.toThrow('full')
    expect(await next).toBe(true)
  })

  it('H18 are no more than a thousand at a time', async () => {
    const { write } = store()
    const writes = new PendingWrites()
    const entry = entryOf(1)
    for (let at = 0; at < 1000; at++) void writes.add(`${at}`, entry, write(entry))
    await expect(writes.add('one more', entry, write(entry))).rejects.toThrow('in memory alone')
    expect(writes.size).toBe(1000)
  })
})
