/** OPS-1: what a shutdown waits for, in which order, and for how long. */
import type { Lifecycle, OnEnd } from '../../src/http/lifecycle'
import { InFlight } from '../../src/in-flight'

interface Exchange extends Lifecycle {
  readonly aborted: unknown[]
  end(): void
}

/** @param onAbort - what an abort leads to, e.g. the end of the exchange. */
function exchange(onAbort: (self: Exchange) => void = () => {}): Exchange {
  const callbacks: OnEnd[] = []
  const aborted: unknown[] = []
  const self: Exchange = {
    signal: new AbortController().signal,
    gone: false,
    ended: false,
    place: -1,
    aborted,
    abort(reason) {
      aborted.push(reason)
      onAbort(self)
    },
    onAbort: () => {},
    onEnd: callback => void callbacks.push(callback),
    end() {
      for (const callback of callbacks) callback(self)
    },
  }
  return self
}

/** Whether a promise has settled by now. */
function watch(promise: Promise<unknown>): { done: boolean } {
  const seen = { done: false }
  void promise.then(() => {
    seen.done = true
  })
  return seen
}

const turns = (): Promise<void> =>
  jest.advanceTimersByTimeAsync(0) as Promise<unknown> as Promise<void>

beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

describe('close(graceMs)', () => {
  it('is over at once where nothing runs', async () => {
    const inFlight = new InFlight()
    expect(inFlight.closing).toBe(false)
    await inFlight.close(10_000)
    expect(inFlight.closing).toBe(true)
    expect(jest.getTimerCount()).toBe(0)
  })

  it('waits for every running request, and aborts none that ends in time', async () => {
    const inFlight = new InFlight()
    const [first, second] = [exchange(), exchange()]
    inFlight.add(first)
    inFlight.add(second)
    const closing = watch(inFlight.close(10_000))
    first.end()
    await turns()
    expect(closing.done).toBe(false)
    second.end()
    await turns()
    expect(closing.done).toBe(true)
    expect([...first.aborted, ...second.aborted]).toEqual([])
    expect(jest.getTimerCount()).toBe(0)
  })

  it('a second call waits for the same end, and not for the first one’s grace', async () => {
    const inFlight = new InFlight()
    const running = exchange()
    inFlight.add(running)
    const closings = [watch(inFlight.close(10_000)), watch(inFlight.close(10_000))]
    running.end()
    await turns()
    expect(closings).toEqual([{ done: true }, { done: true }])
  })

  it('aborts what is left after the grace, with a reason', async () => {
    const inFlight = new InFlight()
    const running = exchange(self => self.end())
    inFlight.add(running)
    const closing = watch(inFlight.close(500))
    await jest.advanceTimersByTimeAsync(499)
    expect(running.aborted).toEqual([])
    await jest.advanceTimersByTimeAsync(1)
    expect(running.aborted).toMatchObject([{ name: 'AbortError' }])
    expect(closing.done).toBe(true)
  })

  it('waits for the work that an aborted request promises when it ends', async () => {
    const inFlight = new InFlight()
    const running = exchange(self => setTimeout(self.end, 50))
    inFlight.add(running)
    running.onEnd(() => inFlight.waitUntil(new Promise(resolve => setTimeout(resolve, 300))))
    const closing = watch(inFlight.close(0))
    await jest.advanceTimersByTimeAsync(349)
    expect(closing.done).toBe(false)
    await jest.advanceTimersByTimeAsync(2)
    expect(closing.done).toBe(true)
  })

  it('does not wait for ever for a handler that ignores its signal', async () => {
    const inFlight = new InFlight()
    inFlight.add(exchange())
    const closing = watch(inFlight.close(500))
    await jest.advanceTimersByTimeAsync(1500)
    expect(closing.done).toBe(true)
  })

  it('waits for work after the answer, and for work that this begins', async () => {
    const inFlight = new InFlight()
    const wait = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))
    inFlight.waitUntil(wait(100).then(() => inFlight.waitUntil(wait(100))))
    const closing = watch(inFlight.close(0))
    await jest.advanceTimersByTimeAsync(199)
    expect(closing.done).toBe(false)
    await jest.advanceTimersByTimeAsync(1)
    expect(closing.done).toBe(true)
  })

  it('a grace without end is not over at once', async () => {
    const inFlight = new InFlight()
    const running = exchange()
    inFlight.add(running)
    void inFlight.close(Number.POSITIVE_INFINITY)
    await jest.advanceTimersByTimeAsync(60_000)
    expect(running.aborted).toEqual([])
  })
})
