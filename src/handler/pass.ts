/** Declining a request from inside a handler. */
import { shared } from '../state.js'

class PassClass {
  /** Keeps a look-alike object from being taken for one. */
  readonly #brand = true

  static is(value: unknown): value is PassClass {
    return typeof value === 'object' && value !== null && #brand in value && value.#brand
  }
}

const Pass: typeof PassClass = shared('Pass', PassClass)
const sentinel = new Pass()

/**
 * Declines the request: return the result, and the host's next route answers as if the route
 * file did not exist. Not possible any more once bytes of an unparsed body were read.
 *
 * A route file that calls this is not portable to Next.js.
 *
 * @example
 * export function GET(request: NextRequest) {
 *   if (!request.cookies.has('beta')) return pass()
 *   return Response.json({ from: 'the new code' })
 * }
 */
export function pass(): Response {
  return sentinel as unknown as Response
}

export function isPass(value: unknown): boolean {
  return Pass.is(value)
}
