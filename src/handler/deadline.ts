/**
 * `export const maxDuration`: Next.js hands it to the platform; here it is a deadline. When it
 * passes, the request's signal aborts and the client gets 504, or a visibly cut answer.
 */
import { RouteHandlersError } from '../errors.js'

export interface Abortable {
  abort(reason: unknown): void
  onEnd(callback: () => void): void
}

/**
 * Resolves like `work`, or rejects with `RH_TIMEOUT` at the deadline, which stays in force until
 * the answer has ended. The timer does not keep the process alive.
 */
export function withDeadline<T>(
  work: PromiseLike<T> | T,
  seconds: number,
  lifecycle: Abortable,
  route: string,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const expire = (): void => {
      const message = `Route "${route}" exceeded its maxDuration of ${seconds} s`
      reject(new RouteHandlersError('RH_TIMEOUT', message))
      lifecycle.abort(new DOMException(message, 'TimeoutError'))
    }
    const timer = setTimeout(expire, seconds * 1000)
    timer.unref()
    lifecycle.onEnd(() => clearTimeout(timer))
    Promise.resolve(work).then(resolve, reject)
  })
}
