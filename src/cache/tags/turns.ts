/**
 * An exchange that many want and one at a time may run. Who needs it to *begin* after his call
 * waits for the next one, which all newcomers share: the reply of the one that is under way may
 * predate what he must see.
 */
export class Turns {
  readonly #run: () => Promise<void>
  #running: Promise<void> | undefined
  #next: Promise<void> | undefined

  constructor(run: () => Promise<void>) {
    this.#run = run
  }

  /** Joins the one that is under way, or begins one. */
  join(): Promise<void> {
    return this.#running ?? this.#begin()
  }

  /** One that begins after this call. */
  fresh(): Promise<void> {
    if (this.#running === undefined) return this.#begin()
    this.#next ??= this.#running.then(this.#begin, this.#begin)
    return this.#next
  }

  #begin = (): Promise<void> => {
    this.#next = undefined
    const ended = (): void => {
      if (this.#running === running) this.#running = undefined
    }
    const running = this.#run()
    this.#running = running
    running.then(ended, ended)
    return running
  }
}
