/**
 * The body of a lazily built request. `text()`, `json()`, `arrayBuffer()` and `bytes()` take the
 * bytes whole, without a stream; anything else goes through the native request. A body is read
 * once, whichever way (Fetch standard, "consume body").
 */
import { ReadableStream } from '../natives.js'
import { arrayBufferOf, bytesOf, jsonOf, textOf } from './read-source.js'
import type { BodySource } from './request-parts.js'

const NOTHING: BodySource = {
  stream: () => new ReadableStream(),
  bytes: () => Promise.resolve(new Uint8Array()),
}

/** A body that was read before; the request around it is told so afterwards. */
const UNUSABLE: BodySource = {
  stream: () => new ReadableStream(),
  bytes: () => Promise.reject(new TypeError('Body is unusable: Body has already been read')),
}

export class LazyBody {
  #source: BodySource | null
  #native: () => Request
  #state: 'fresh' | 'spent' | 'native' = 'fresh'

  constructor(source: BodySource | null, native: () => Request) {
    this.#source = source
    this.#native = native
  }

  get stream(): ReadableStream<Uint8Array> | null {
    return this.#source === null ? null : this.#native().body
  }

  get used(): boolean {
    return this.#state === 'native' ? this.#native().bodyUsed : this.#state === 'spent'
  }

  /** Whether the bytes were taken whole; a native request built afterwards must be disturbed. */
  get spent(): boolean {
    return this.#state === 'spent'
  }

  /** The source for a native request that is being built, which owns the bytes from here on. */
  handOver(): BodySource | null {
    if (this.#source === null) return null
    if (this.#state === 'spent') return UNUSABLE
    this.#state = 'native'
    return this.#source
  }

  text(): Promise<string> {
    return this.#state === 'native' ? this.#native().text() : textOf(this.#take())
  }

  json(): Promise<unknown> {
    return this.#state === 'native' ? this.#native().json() : jsonOf(this.#take())
  }

  arrayBuffer(): Promise<ArrayBuffer> {
    return this.#state === 'native' ? this.#native().arrayBuffer() : arrayBufferOf(this.#take())
  }

  async bytes(): Promise<Uint8Array> {
    // Not every native request has bytes().
    if (this.#state === 'native') return new Uint8Array(await this.#native().arrayBuffer())
    return bytesOf(this.#take())
  }

  #take(): BodySource {
    if (this.#source === null) return NOTHING
    if (this.#state === 'spent') return UNUSABLE
    this.#state = 'spent'
    return this.#source
  }
}
