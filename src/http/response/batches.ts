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

/** Where batches go. Not promises of them: those, and who awaits them, weigh on idle streams. */
export interface Sink {
  /** One chunk or more, none of them empty; `undefined` at the end. */
  take(batch: Uint8Array[] | undefined): void
  /** What `ChunkReader.next()` throws, after the chunks in front of it. */
  fail(error: unknown): void
}

export class Batches {
  readonly #chunks: ChunkReader
  readonly #sink: Sink
  #gathered: Uint8Array[] | undefined
  #bytes = 0
  #isWanted = false
  #isReading = false
  #isDue = false
  #ending: 'end' | Error | undefined

  constructor(chunks: ChunkReader, sink: Sink) {
    this.#chunks = chunks
    this.#sink = sink
  }

  /** Gives the sink one batch more. Nothing is read that was not asked for, except one chunk. */
  ask(): void {
    this.#isWanted = true
    this.#goOn()
  }

  #goOn(): void {
    if (this.#isFull) return this.#hand()
    if (this.#bytes > 0) this.#due()
    if (!this.#isReading) this.#read()
  }

  get #isFull(): boolean {
    if (this.#ending !== undefined || this.#bytes >= FULL) return true
    const last = this.#gathered?.[this.#gathered.length - 1]
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
    if (this.#isWanted) this.#goOn()
  }

  #onFailure = (error: unknown): void => {
    this.#isReading = false
    this.#ending = toError(error)
    this.#hand()
  }

  #add(bytes: Uint8Array): void {
    if (this.#gathered === undefined) this.#gathered = [bytes]
    else this.#gathered.push(bytes)
    this.#bytes += bytes.byteLength
  }

  /** Ticks come after the microtasks that are queued. */
  #due(): void {
    if (this.#isDue) return
    this.#isDue = true
    process.nextTick(handOut, this)
  }

  /** For {@link handOut}. */
  tick(): void {
    this.#isDue = false
    this.#hand()
  }

  #hand(): void {
    if (!this.#isWanted) return
    const batch = this.#gathered
    if (batch === undefined && this.#ending === undefined) return
    this.#isWanted = false
    if (batch !== undefined) {
      this.#gathered = undefined
      this.#bytes = 0
      this.#sink.take(batch)
    } else if (this.#ending === 'end') this.#sink.take(undefined)
    else this.#sink.fail(this.#ending)
  }
}

function handOut(batches: Batches): void {
  batches.tick()
}
