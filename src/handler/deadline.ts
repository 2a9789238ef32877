/**
 * `export const maxDuration`: Next.js hands it to the platform; here it is a deadline. When it
 * passes, the request's signal aborts and the client gets 504, or a visibly cut answer.
 */
import { RouteHandlersError } from '../errors.js'
import { discardBody } from '../fetch/discard-body.js'
import { LONGEST_TIMER_MS } from '../longest-timer.js'
import { DOMException, Response } from '../natives.js'

export interface Abortable {
  abort(reason: unknown): void
  onEnd(callback: () => void): void
}

/**
 * Resolves like `work`, or rejects with `RH_TIMEOUT` at the deadline, which stays in force until
 * the answer has ended. The timer does not keep the process alive.
 *
 * @param onLate - told of what `work` fails with after the deadline, the abort included.
 */
export function withDeadline<T>(
  work: PromiseLike<T> | T,
  seconds: number,
  lifecycle: Abortable,
  route: string,
  onLate: (error: unknown, expired: DOMException) => void,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    let expired: DOMException | undefined
    const expire = (): void => {
      const message = `Route "${route}" exceeded its maxDuration of ${seconds} s`
      const cause = new RouteHandlersError('RH_TIMEOUT', message)
      expired = Object.assign(new DOMException(message, 'TimeoutError'), { cause })
      reject(cause)
      lifecycle.abort(expired)
    }
    const timer = setTimeout(expire, Math.min(seconds * 1000, LONGEST_TIMER_MS))
    timer.unref()
    lifecycle.onEnd(() => clearTimeout(timer))
    Promise.resolve(work).then(
      value => {
        if (expired === undefined) resolve(value)
        else if (value instanceof Response) discardBody(value, expired)
      },
      error => {
        if (expired === undefined) reject(error)
        else onLate(error, expired)
      },
    )
  })
}
