/** The second argument of a proxy. */

/** Keeps work alive that goes on after the proxy has returned. */
export class NextFetchEvent {
  readonly sourcePage: string
  readonly #waitUntil: (work: Promise<unknown>) => void

  constructor(sourcePage: string, waitUntil: (work: Promise<unknown>) => void) {
    this.sourcePage = sourcePage
    this.#waitUntil = waitUntil
  }

  /** A shutdown waits for it; its failure is reported and concerns nobody else. */
  waitUntil(work: Promise<unknown>): void {
    this.#waitUntil(Promise.resolve(work))
  }

  /** Without effect, as in Next.js: an error of the proxy goes to the host. */
  passThroughOnException(): void {}
}
