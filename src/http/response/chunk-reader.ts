/** The chunks of a response body as bytes, held to the length that was declared for them. */
import type { ReadableStreamReadResult } from 'node:stream/web'
import { toError } from '../../thrown.js'
import { toBytes } from './chunk.js'
import { DeclaredLength } from './length.js'

export type Read = ReadableStreamReadResult<unknown>

/** A body reader that hands on what was read ahead, and cancels once. */
export class ChunkReader {
  readonly #reader: ReadableStreamDefaultReader<unknown>
  #ahead: Promise<Read> | undefined
  #first: Uint8Array | undefined
  #length: DeclaredLength | undefined
  #done = false

  constructor(body: ReadableStream<unknown>) {
    this.#reader = body.getReader()
  }

  /** Holds the chunks to a `Content-Length` that goes out before them. Bytes; `undefined`: none. */
  declare(length: number | undefined): void {
    if (length !== undefined) this.#length = new DeclaredLength(length)
  }

  /** The next read, kept for {@link read}: call it again only behind {@link keep}. */
  peek(): Promise<Read> {
    this.#ahead = this.#reader.read()
    return this.#ahead
  }

  /** Takes a chunk that was peeked at for the first one. */
  keep(first: Uint8Array): void {
    this.#first = first
  }

  /** The first chunk, if it is there, has bytes, and keeps to the declared length. */
  takeFirst(): Uint8Array | undefined {
    const first = this.#first
    if (first === undefined || first.byteLength === 0) return undefined
    if (this.#length?.allows(first.byteLength) === false) return undefined
    this.#first = undefined
    this.#length?.add(first.byteLength)
    return first
  }

  /** What the source gives next, for {@link accept}. */
  read(): Promise<Read> {
    const first = this.#first
    if (first !== undefined) {
      this.#first = undefined
      return Promise.resolve({ done: false, value: first })
    }
    const ahead = this.#ahead
    if (ahead === undefined) return this.#reader.read()
    this.#ahead = undefined
    return ahead
  }

  /**
   * The bytes of a read, maybe none; `undefined` at the end.
   *
   * @throws RouteHandlersError `RH_LENGTH_MISMATCH`, `RH_STREAM_CHUNK`.
   */
  accept({ done, value }: Read): Uint8Array | undefined {
    // A reader that was cancelled ends too, and owes nobody the rest.
    if (this.#done) return undefined
    if (done) {
      this.#length?.end()
      this.#done = true
      return undefined
    }
    const bytes = toBytes(value)
    this.#length?.add(bytes.byteLength)
    return bytes
  }

  /**
   * The next chunk as bytes, `undefined` at the end. Empty chunks are skipped.
   *
   * @throws what {@link accept} throws, or an Error, whatever the source failed with.
   */
  async next(): Promise<Uint8Array | undefined> {
    for (;;) {
      const bytes = this.accept(await this.read().catch(rethrow))
      if (bytes === undefined || bytes.byteLength > 0) return bytes
    }
  }

  /** Tells the source that nobody reads on; a source that fails at that is left alone. */
  cancel(reason?: unknown): void {
    if (this.#done) return
    this.#done = true
    this.#first = undefined
    this.#reader.cancel(reason).catch(() => {})
  }
}

function rethrow(error: unknown): never {
  throw toError(error)
}
