/** Loads that are under way, by key: whoever asks meanwhile waits for the same one. */
import type { Stamp } from '../entry/entry.js'
import type { Result } from './generated.js'

export interface Flight {
  readonly result: Promise<Result<unknown>>
}

export class Flights {
  readonly #flights = new Map<string, Flight>()

  get size(): number {
    return this.#flights.size
  }

  get(key: string): Flight | undefined {
    return this.#flights.get(key)
  }

  /** Starts a load, which others may join until it has ended. */
  start<Live>(
    key: string,
    load: (flight: () => void) => Promise<Result<Live>>,
  ): Promise<Result<Live>> {
    let flight: Flight | undefined
    const leave = (): void => {
      if (flight !== undefined) this.leave(key, flight)
    }
    const result = load(leave)
    flight = { result }
    this.#flights.set(key, flight)
    result.then(leave, leave)
    return result
  }

  /** Nobody joins this flight any more. Another one under the same key is left alone. */
  leave(key: string, flight: Flight): void {
    if (this.#flights.get(key) === flight) this.#flights.delete(key)
  }
}

/** Whether a value began before somebody came who must not be given an older one. */
export function beganBefore(value: Stamp, arrival: Pick<Stamp, 'manifest' | 'epoch'>): boolean {
  return value.manifest !== arrival.manifest || value.epoch < arrival.epoch
}
