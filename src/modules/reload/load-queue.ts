/** One load after the other; an aborted one gives way, whatever it waits for. */

export type Queue = <T>(load: () => Promise<T>, signal?: AbortSignal) => Promise<T>

export function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve()
  return (load, signal) => {
    const before = last
    const result = (async () => {
      await before
      signal?.throwIfAborted()
      return await unlessAborted(load(), signal)
    })()
    // Keeps no result: namespaces are to be collected.
    last = result.then(
      () => undefined,
      () => undefined,
    )
    return result
  }
}

function unlessAborted<T>(loading: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return loading
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    loading.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
