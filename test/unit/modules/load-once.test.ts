import { loadOnce } from '../../../src/modules/load-once'

const FILE = '/app/route.ts'

/** A loader whose one evaluation settles when the test says so. */
function pending(timeout: number) {
  let settle!: { resolve: (value: object) => void; reject: (error: unknown) => void }
  const evaluate = jest.fn(
    () =>
      new Promise<object>((resolve, reject) => {
        settle = { resolve, reject }
      }),
  )
  const loader = loadOnce({ evaluate, describe: () => ({ name: 'app/route.ts' }), timeout })
  return { evaluate, load: () => loader.load(FILE), settle: () => settle }
}

describe('a module that is not evaluated in time', () => {
  beforeEach(() => {
    jest.useFakeTimers()
  })
  afterEach(() => {
    jest.useRealTimers()
  })

  it('is an error that says where to look', async () => {
    const { load } = pending(500)
    const loading = expect(load()).rejects.toMatchObject({
      code: 'RH_MODULE_LOAD',
      file: FILE,
      message: expect.stringMatching(
        /^app\/route\.ts cannot be loaded: it is not evaluated after 500 ms\. A top-level await/,
      ),
    })
    await jest.advanceTimersByTimeAsync(500)
    await loading
  })

  it('is not begun again: requests fail at once, also after the time for another try', async () => {
    const { evaluate, load } = pending(500)
    const first = expect(load()).rejects.toThrow('not evaluated')
    await jest.advanceTimersByTimeAsync(500)
    await first
    await jest.advanceTimersByTimeAsync(5000)
    await expect(load()).rejects.toThrow('not evaluated')
    expect(evaluate).toHaveBeenCalledTimes(1)
  })

  it('serves as soon as it is done after all', async () => {
    const { load, settle } = pending(500)
    const first = expect(load()).rejects.toThrow('not evaluated')
    await jest.advanceTimersByTimeAsync(500)
    await first
    settle().resolve({ GET: 1 })
    await jest.advanceTimersByTimeAsync(0)
    await expect(load()).resolves.toEqual({ GET: 1 })
  })

  it('that fails after all is tried again a second later', async () => {
    const { evaluate, load, settle } = pending(500)
    const first = expect(load()).rejects.toThrow('not evaluated')
    await jest.advanceTimersByTimeAsync(500)
    await first
    settle().reject(new Error('connection refused'))
    await jest.advanceTimersByTimeAsync(1000)
    void load().catch(() => {})
    expect(evaluate).toHaveBeenCalledTimes(2)
  })

  it('has all the time it wants without a deadline', async () => {
    const { load, settle } = pending(Number.POSITIVE_INFINITY)
    const loading = load()
    await jest.advanceTimersByTimeAsync(10_000_000)
    settle().resolve({ GET: 1 })
    await expect(loading).resolves.toEqual({ GET: 1 })
    expect(jest.getTimerCount()).toBe(0)
  })
})
