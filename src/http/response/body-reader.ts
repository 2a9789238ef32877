/**
 * Reads a response body far enough to know how to send it: whole, if it is all there, otherwise
 * as a stream whose head must not wait for the first chunk.
 */
import { Readable } from 'node:stream'
import { clearImmediate, setImmediate } from 'node:timers'
import { RouteHandlersError } from '../../errors.js'
import { takeWhole } from '../../fetch/whole-body.js'
import { toError } from '../../thrown.js'
import { toBytes } from './chunk.js'
import { ChunkReader, type Read } from './chunk-reader.js'

export type Opened =
  | { readonly kind: 'empty' }
  | { readonly kind: 'whole'; readonly body: string | Uint8Array }
  | { readonly kind: 'stream'; readonly chunks: ChunkReader }

const EMPTY: Opened = { kind: 'empty' }

/**
 * Gives the body at once where nothing has to be read.
 *
 * @throws `RH_RESPONSE_REUSED` for a body that was read before. The promise rejects with whatever
 *   the source threw before its first chunk.
 */
export function openBody(response: Response): Opened | Promise<Opened> {
  const { body } = response
  if (body === null || body === undefined) return EMPTY
  if (response.bodyUsed || body.locked) throw reused()
  const whole = takeWhole(response)
  if (whole === undefined) return new Opening(new ChunkReader(streamOf(body))).opened
  return whole.length === 0 ? EMPTY : { kind: 'whole', body: whole }
}

/** The responses of node-fetch have a stream of Node. */
function streamOf(body: ReadableStream | Readable): ReadableStream<unknown> {
  return 'getReader' in body ? body : (Readable.toWeb(body) as ReadableStream<unknown>)
}

/** Two reads: a body whose second one ends before the next macrotask is whole. */
class Opening {
  readonly opened: Promise<Opened>
  readonly #chunks: ChunkReader
  #resolve!: (opened: Opened) => void
  #reject!: (error: Error) => void
  #isSettled = false
  readonly #macrotask: NodeJS.Immediate

  constructor(chunks: ChunkReader) {
    this.#chunks = chunks
    this.opened = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
    this.#macrotask = setImmediate(() => this.#settle({ kind: 'stream', chunks }))
    chunks.peek().then(this.#onFirst, this.#onFailure)
  }

  /** What comes later is left to the reader, which holds the same promise. */
  #onFirst = ({ done, value }: Read): void => {
    if (this.#isSettled) return
    if (done) return this.#settle(EMPTY)
    try {
      const bytes = toBytes(value)
      this.#chunks.keep(bytes)
      this.#chunks.peek().then(read => this.#onSecond(read, bytes), this.#onFailure)
    } catch (error) {
      this.#onFailure(error)
    }
  }

  #onSecond({ done }: Read, body: Uint8Array): void {
    const { byteLength } = body
    if (!done) this.#settle({ kind: 'stream', chunks: this.#chunks })
    else this.#settle(byteLength === 0 ? EMPTY : { kind: 'whole', body })
  }

  #onFailure = (error: unknown): void => {
    if (this.#isSettled) return
    this.#isSettled = true
    clearImmediate(this.#macrotask)
    this.#chunks.cancel(error)
    this.#reject(toError(error))
  }

  #settle(opened: Opened): void {
    if (this.#isSettled) return
    this.#isSettled = true
    clearImmediate(this.#macrotask)
    this.#resolve(opened)
  }
}

function reused(): RouteHandlersError {
  return new RouteHandlersError(
    'RH_RESPONSE_REUSED',
    'The body of the returned Response was already read or is locked. Create a new Response for ' +
      'each request, or return response.clone().',
  )
}
