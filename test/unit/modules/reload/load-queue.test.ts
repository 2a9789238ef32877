import { createQueue } from '../../../../src/modules/reload/load-queue'

const never = () => new Promise<never>(() => {})

describe('createQueue', () => {
  it('begins one load when the one before has ended, well or not', async () => {
    const queued = createQueue()
    const order: string[] = []
    const load = (name: string, fails: boolean) => async () => {
      order.push(`${name} begins`)
      await Promise.resolve()
      order.push(`${name} ends`)
      if (fails) throw new Error(name)
      return name
    }
    const results = await Promise.allSettled([queued(load('a', true)), queued(load('b', false))])
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
  })

  it('rejects with the reason of an abort and goes on', async () => {
    const queued = createQueue()
    const abandon = new AbortController()
    const first = queued(never, abandon.signal)
    const second = queued(async () => 'second')
    abandon.abort(new RangeError('too long'))
    await expect(first).rejects.toThrow(RangeError)
    await expect(second).resolves.toBe('second')
  })

  it('does not begin what was aborted before its turn', async () => {
    const queued = createQueue()
    const load = jest.fn(async () => 'loaded')
    await expect(queued(load, AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone')
    expect(load).not.toHaveBeenCalled()
  })
})
