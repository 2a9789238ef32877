/**
 * Work that many want and one at a time may run. Who needs it to *begin* after his call waits for
 * the next one, which all newcomers share: the outcome of the one that is under way may predate
 * what he must see.
 */
export class Turns<T> {
  #running: Promise<T> | undefined
  #next: Promise<T> | undefined

  get isIdle(): boolean {
    return this.#running === undefined && this.#next === undefined
  }

  /** Joins the one that is under way, or begins one. */
  join(run: () => Promise<T>): Promise<T> {
    return this.#running ?? this.#begin(run)
  }

  /** One that begins after this call; `run` of the first who asked for it is what runs. */
  fresh(run: () => Promise<T>): Promise<T> {
    if (this.#running === undefined) return this.#begin(run)
    const begin = (): Promise<T> => this.#begin(run)
    this.#next ??= this.#running.then(begin, begin)
    return this.#next
  }

  #begin(run: () => Promise<T>): Promise<T> {
    this.#next = undefined
    const ended = (): void => {
      if (this.#running === running) this.#running = undefined
    }
    const running = run()
    this.#running = running
    running.then(ended, ended)
    return running
  }
}
