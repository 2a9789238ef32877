/**
 * Reads a response body far enough to know how to send it: whole, if it is all there, otherwise
 * as a stream whose head must not wait for the first chunk.
 */

import { Readable } from 'node:stream'
import type { ReadableStreamReadResult } from 'node:stream/web'
import { RouteHandlersError } from '../../errors.js'
import { takeWhole } from '../../fetch/whole-body.js'
import { toError } from '../../thrown.js'
import { toBytes } from './chunk.js'
import { DeclaredLength } from './length.js'

export type Opened =
  | { readonly kind: 'empty' }
  | { readonly kind: 'whole'; readonly bytes: Uint8Array }
  | { readonly kind: 'stream'; readonly chunks: ChunkReader }

const PENDING = Symbol('pending')

/** A body reader that hands on what was read ahead, and cancels once. */
export class ChunkReader {
  #reader: ReadableStreamDefaultReader<unknown>
  #ahead: Promise<ReadableStreamReadResult<unknown>>[] = []
  #length: DeclaredLength | undefined
  #done = false

  constructor(body: ReadableStream<unknown>) {
    this.#reader = body.getReader()
  }

  /** Holds the chunks to a `Content-Length` that goes out before them. Bytes; `undefined`: none. */
  declare(length: number | undefined): void {
    this.#length = new DeclaredLength(length)
  }

  /**
   * The next chunk as bytes, `undefined` at the end. Empty chunks are skipped.
   *
   * @throws RouteHandlersError `RH_LENGTH_MISMATCH`, `RH_STREAM_CHUNK`, or what the source threw.
   */
  async next(): Promise<Uint8Array | undefined> {
    for (;;) {
      const { done, value } = await this.#read()
      // A reader that was cancelled ends too, and owes nobody the rest.
      if (this.#done) return undefined
      if (done) {
        this.#length?.end()
        this.#done = true
        return undefined
      }
      const bytes = toBytes(value)
      this.#length?.add(bytes.byteLength)
      if (bytes.byteLength > 0) return bytes
    }
  }

  /** @throws an Error, whatever the source failed with. */
  async #read(): Promise<ReadableStreamReadResult<unknown>> {
    try {
      return await (this.#ahead.shift() ?? this.#reader.read())
    } catch (error) {
      throw toError(error)
    }
  }

  /** The next read, kept for {@link next}. */
  peek(): Promise<ReadableStreamReadResult<unknown>> {
    const read = this.#reader.read()
    // Whoever takes it awaits it; a body that is cancelled before is nobody's rejection.
    read.catch(() => {})
    this.#ahead.push(read)
    return read
  }

  /** Tells the source that nobody reads on; a source that fails at that is left alone. */
  cancel(reason?: unknown): void {
    if (this.#done) return
    this.#done = true
    this.#reader.cancel(reason).catch(() => {})
  }
}

/**
 * @throws whatever the source threw before its first chunk, and `RH_RESPONSE_REUSED` for a body
 *   that was read before.
 */
export async function openBody(response: Response): Promise<Opened> {
  const { body } = response
  if (body === null || body === undefined) return { kind: 'empty' }
  if (response.bodyUsed || body.locked) throw reused()
  const whole = takeWhole(response)
  if (whole !== undefined) {
    return { kind: 'whole', bytes: typeof whole === 'string' ? Buffer.from(whole) : whole }
  }
  const chunks = new ChunkReader(streamOf(body))
  try {
    const first = await soon(chunks.peek())
    if (first === PENDING) return { kind: 'stream', chunks }
    if (first.done) return { kind: 'empty' }
    const bytes = toBytes(first.value)
    const second = await soon(chunks.peek())
    if (second !== PENDING && second.done) return { kind: 'whole', bytes }
    return { kind: 'stream', chunks }
  } catch (error) {
    chunks.cancel(error)
    throw toError(error)
  }
}

/** The responses of node-fetch have a stream of Node. */
function streamOf(body: ReadableStream | Readable): ReadableStream<unknown> {
  return 'getReader' in body ? body : (Readable.toWeb(body) as ReadableStream<unknown>)
}

/** The outcome of a read if it is there before the next macrotask. */
function soon<T>(read: Promise<T>): Promise<T | typeof PENDING> {
  return new Promise((resolve, reject) => {
    const immediate = setImmediate(resolve, PENDING)
    read.then(resolve, reject).finally(() => clearImmediate(immediate))
  })
}

function reused(): RouteHandlersError {
  return new RouteHandlersError(
    'RH_RESPONSE_REUSED',
    'The body of the returned Response was already read or is locked. Create a new Response for ' +
      'each request, or return response.clone().',
  )
}
