/**
 * Holds a stream to the `Content-Length` that went out with its head: bytes more or fewer would
 * belong to the next response on the connection.
 */
import { RouteHandlersError } from '../../errors.js'

export class DeclaredLength {
  readonly #declared: number | undefined
  #sent = 0

  constructor(declared: number | undefined) {
    this.#declared = declared
  }

  /** Whether {@link add} would not throw. */
  allows(bytes: number): boolean {
    return this.#declared === undefined || this.#sent + bytes <= this.#declared
  }

  /** @throws RouteHandlersError `RH_LENGTH_MISMATCH` before a chunk that would be too much. */
  add(bytes: number): void {
    this.#sent += bytes
    if (this.#declared !== undefined && this.#sent > this.#declared) throw this.#mismatch('more')
  }

  /** @throws RouteHandlersError `RH_LENGTH_MISMATCH` if bytes are missing. */
  end(): void {
    if (this.#declared !== undefined && this.#sent < this.#declared) throw this.#mismatch('fewer')
  }

  #mismatch(what: string): RouteHandlersError {
    return new RouteHandlersError(
      'RH_LENGTH_MISMATCH',
      `The response stream carried ${what} bytes than its Content-Length of ${this.#declared} ` +
        'declares. Leave the header out, or declare the true length.',
    )
  }
}
