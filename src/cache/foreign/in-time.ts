/** A promise that is not waited for longer than it is worth. */
import { DOMException } from '../../natives.js'

/** @throws DOMException `TimeoutError`. What the work comes to later is nobody's. */
export function inTime<T>(work: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = (): void => reject(new DOMException('The store took too long', 'TimeoutError'))
    const timer = setTimeout(late, ms)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
