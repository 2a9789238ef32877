/**
 * Chunks of a body, one after the other in memory. Where the length was declared, the pieces are
 * copied as they come, so that each is free again at once: kept to the end they would double what
 * a large body takes, and outlive the quick collections.
 */

/** Beyond this the pieces wait: what was declared may never come. Bytes. */
const LARGEST = 4 * 1024 * 1024
/** The part of what was declared that must have come before the whole is reserved. */
const SHARE = 1 / 4

export class GatheredBytes {
  readonly #declared: number
  readonly #reserve: (length: number) => Uint8Array
  #chunks: Uint8Array[] = []
  #whole: Uint8Array | undefined
  #received = 0

  /**
   * @param declared - bytes, as the message says; `NaN` where it does not.
   * @param reserve - gives memory for the whole.
   */
  constructor(declared: number, reserve: (length: number) => Uint8Array) {
    this.#declared = declared
    this.#reserve = reserve
  }

  add(chunk: Uint8Array): void {
    const before = this.#received
    this.#received += chunk.byteLength
    if (this.#whole === undefined) {
      this.#chunks.push(chunk)
      if (this.#isWorthReserving()) this.#begin()
    } else if (this.#received <= this.#declared) this.#whole.set(chunk, before)
    else this.#giveUp(chunk, before)
  }

  /** Nothing can be added any more. */
  take(): Uint8Array {
    if (this.#whole) return this.#whole.subarray(0, this.#received)
    return this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks)
  }

  #isWorthReserving(): boolean {
    const [declared, received] = [this.#declared, this.#received]
    return received < declared && declared <= LARGEST && received >= declared * SHARE
  }

  #begin(): void {
    const whole = this.#reserve(this.#declared)
    let at = 0
    for (const chunk of this.#chunks) {
      whole.set(chunk, at)
      at += chunk.byteLength
    }
    this.#chunks = []
    this.#whole = whole
  }

  /** More came than was declared: not over HTTP/1, whose parser counts. */
  #giveUp(chunk: Uint8Array, before: number): void {
    this.#chunks = [this.#whole!.subarray(0, before), chunk]
    this.#whole = undefined
  }
}
