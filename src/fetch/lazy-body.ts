/**
 * The body of a lazily built request. `text()`, `json()`, `arrayBuffer()` and `bytes()` take the
 * bytes whole, without a stream; anything else goes through the native request. A body is read
 * once, whichever way (Fetch standard, "consume body").
 */
import { ReadableStream } from '../natives.js'
import type { BodySource } from './request-parts.js'

const decoder = new TextDecoder()

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

  /** The stream for a native request that is being built, which owns the bytes from here on. */
  handOver(): ReadableStream<Uint8Array> | null {
    if (this.#source === null) return null
    if (this.#state === 'spent') return new ReadableStream()
    this.#state = 'native'
    return this.#source.stream()
  }

  async text(): Promise<string> {
    return decoder.decode(await this.#take())
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text())
  }

  /** A buffer of its own: one that Node shares between reads would show the bytes of others. */
  async arrayBuffer(): Promise<ArrayBuffer> {
    const { buffer, byteOffset, byteLength } = await this.#take()
    const whole = byteOffset === 0 && byteLength === buffer.byteLength
    return (whole ? buffer : buffer.slice(byteOffset, byteOffset + byteLength)) as ArrayBuffer
  }

  async bytes(): Promise<Uint8Array> {
    return new Uint8Array(await this.arrayBuffer())
  }

  async #take(): Promise<Uint8Array> {
    if (this.#source === null) return new Uint8Array()
    if (this.#state === 'native') return new Uint8Array(await this.#native().arrayBuffer())
    if (this.#state === 'spent') {
      throw new TypeError('Body is unusable: Body has already been read')
    }
    this.#state = 'spent'
    return this.#source.bytes()
  }
}
