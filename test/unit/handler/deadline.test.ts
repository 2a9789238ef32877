/** D-q and reliability 1.4: `maxDuration` is a deadline. */
import { type Abortable, withDeadline } from '../../../src/handler/deadline'

interface Recorded extends Abortable {
  readonly aborted: unknown[]
  end(): void
}

function lifecycle(): Recorded {
  const aborted: unknown[] = []
  const callbacks: (() => void)[] = []
  return {
    aborted,
    abort: reason => void aborted.push(reason),
    onEnd: callback => void callbacks.push(callback),
    end: () => {
      for (const callback of callbacks) callback()
    },
  }
}

const never = new Promise<never>(() => {})

const ignore = (): void => {}

beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

describe('withDeadline(work, seconds, lifecycle, route)', () => {
  it('1.4: rejects with 504 at the deadline and aborts with a TimeoutError', async () => {
    const exchange = lifecycle()
    const outcome = withDeadline(never, 2, exchange, '/slow', ignore).catch(error => error)
    await jest.advanceTimersByTimeAsync(1999)
    expect(exchange.aborted).toEqual([])
    await jest.advanceTimersByTimeAsync(1)
    expect(await outcome).toMatchObject({
      code: 'RH_TIMEOUT',
      status: 504,
      expose: false,
      message: 'Route "/slow" exceeded its maxDuration of 2 s',
    })
    expect(exchange.aborted).toMatchObject([{ name: 'TimeoutError' }])
  })

  it.each([
    ['a value', 7],
    ['a promise', Promise.resolve(7)],
  ])('1.4: gives %s that is there in time', async (_what, work) => {
    await expect(withDeadline<number>(work, 2, lifecycle(), '/a')).resolves.toBe(7)
  })

  it('1.4: rejects as the work does', async () => {
    const failure = new Error('x')
    await expect(withDeadline(Promise.reject(failure), 2, lifecycle(), '/a', ignore)).rejects.toBe(
      failure,
    )
  })

  it('1.4: holds for the stream of an answer that was there in time', async () => {
    const exchange = lifecycle()
    await withDeadline(7, 2, exchange, '/a', ignore)
    await jest.advanceTimersByTimeAsync(2000)
    expect(exchange.aborted).toHaveLength(1)
  })

  it('1.4: ends with the answer', async () => {
    const exchange = lifecycle()
    await withDeadline(7, 2, exchange, '/a', ignore)
    exchange.end()
    expect(jest.getTimerCount()).toBe(0)
    await jest.advanceTimersByTimeAsync(5000)
    expect(exchange.aborted).toEqual([])
  })

  it('1.4: an answer that comes too late is discarded and its body cancelled', async () => {
    const cancelled: unknown[] = []
    const late = new Promise<Response>(resolve => {
      const body = new ReadableStream({ cancel: reason => void cancelled.push(reason) })
      setTimeout(resolve, 3000, new Response(body))
    })
    const outcome = withDeadline(late, 2, lifecycle(), '/a', ignore).catch(error => error.code)
    await jest.advanceTimersByTimeAsync(3000)
    expect(await outcome).toBe('RH_TIMEOUT')
    expect(cancelled).toMatchObject([{ name: 'TimeoutError' }])
  })

  it('1.4: a rejection that comes too late is told beside the deadline', async () => {
    const late = new Promise((_, reject) => setTimeout(reject, 3000, new Error('late')))
    const told: unknown[] = []
    const outcome = withDeadline(late, 2, lifecycle(), '/a', error => told.push(error))
    const code = outcome.catch(error => error.code)
    await jest.advanceTimersByTimeAsync(3000)
    expect(await code).toBe('RH_TIMEOUT')
    expect(told).toEqual([expect.objectContaining({ message: 'late' })])
  })

  it('2.7: a duration beyond the range of timers is not over at once', async () => {
    const exchange = lifecycle()
    void withDeadline(never, 10_000_000, exchange, '/a', ignore).catch(() => {})
    await jest.advanceTimersByTimeAsync(60_000)
    expect(exchange.aborted).toEqual([])
  })
})

describe('the timer', () => {
  it('1.4: does not keep the process alive', () => {
    jest.useRealTimers()
    const timers = jest.spyOn(globalThis, 'setTimeout')
    const exchange = lifecycle()
    void withDeadline(never, 2, exchange, '/a', ignore).catch(() => {})
    const timer = timers.mock.results[0]!.value as NodeJS.Timeout
    expect(timer.hasRef()).toBe(false)
    exchange.end()
    timers.mockRestore()
  })
})
