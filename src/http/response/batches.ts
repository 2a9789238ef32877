/**
 * Gathers the chunks of a stream: what one drain of the microtask queue delivers is one batch.
 * Each write has a price, framing and all, and Node holds writes of the same turn together anyway,
 * so that no chunk is later for it.
 */
import { toError } from '../../thrown.js'
import type { ChunkReader, Read } from './chunk-reader.js'

/** A batch that has come to this is not added to. Bytes. */
export const FULL = 65_536

/** A chunk of this size is worth a write of its own, and ends its batch. Bytes. */
export const LARGE = 16_384

interface Waiting {
  readonly resolve: (batch: Uint8Array[] | undefined) => void
  readonly reject: (error: unknown) => void
}

export class Batches {
  readonly #chunks: ChunkReader
  #gathered: Uint8Array[] = []
  #bytes = 0
  #waiting: Waiting | undefined
  #isReading = false
  #isDue = false
  #ending: 'end' | Error | undefined

  constructor(chunks: ChunkReader) {
    this.#chunks = chunks
  }

  /**
   * One chunk or more, none of them empty; `undefined` at the end. Nothing is read that nobody
   * waits for, except one chunk.
   *
   * @throws what `ChunkReader.next()` throws, after the chunks in front of it.
   */
  next(): Promise<Uint8Array[] | undefined> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject }
      if (this.#isFull) return this.#hand()
      if (this.#bytes > 0) this.#due()
      if (!this.#isReading) this.#read()
    })
  }

  get #isFull(): boolean {
    if (this.#ending !== undefined || this.#bytes >= FULL) return true
    const last = this.#gathered[this.#gathered.length - 1]
    return last !== undefined && last.byteLength >= LARGE
  }

  #read(): void {
    this.#isReading = true
    this.#chunks.read().then(this.#onRead, this.#onFailure)
  }

  #onRead = (read: Read): void => {
    this.#isReading = false
    try {
      const bytes = this.#chunks.accept(read)
      if (bytes === undefined) this.#ending = 'end'
      else if (bytes.byteLength > 0) this.#add(bytes)
    } catch (error) {
      return this.#onFailure(error)
    }
    if (this.#waiting === undefined) return
    if (this.#isFull) return this.#hand()
    if (this.#bytes > 0) this.#due()
    this.#read()
  }

  #onFailure = (error: unknown): void => {
    this.#isReading = false
    this.#ending = toError(error)
    this.#hand()
  }

  #add(bytes: Uint8Array): void {
    this.#gathered.push(bytes)
    this.#bytes += bytes.byteLength
  }

  /** Ticks come after the microtasks that are queued. */
  #due(): void {
    if (this.#isDue) return
    this.#isDue = true
    process.nextTick(this.#onTick)
  }

  #onTick = (): void => {
    this.#isDue = false
    this.#hand()
  }

  #hand(): void {
    const waiting = this.#waiting
    if (waiting === undefined) return
    const batch = this.#gathered
    if (batch.length === 0 && this.#ending === undefined) return
    this.#waiting = undefined
    if (batch.length > 0) {
      this.#gathered = []
      this.#bytes = 0
      waiting.resolve(batch)
    } else if (this.#ending === 'end') waiting.resolve(undefined)
    else waiting.reject(this.#ending)
  }
}
