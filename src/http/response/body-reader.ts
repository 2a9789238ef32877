/**
 * Reads a response body far enough to know how to send it: whole, if it is all there, otherwise
 * as a stream whose head must not wait for the first chunk.
 */
import { Readable } from 'node:stream'
import { clearImmediate, setImmediate } from 'node:timers'
import { RouteHandlersError } from '../../errors.js'
import { takeComing, takeWhole } from '../../fetch/whole-body.js'
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
  if (whole === undefined) {
    const coming = takeComing(response)
    if (coming !== undefined) return coming.then(openedOf)
    return new Promise((resolve, reject) => {
      new Opening(new ChunkReader(streamOf(body)), resolve, reject).start()
    })
  }
  return openedOf(whole)
}

/** A body that was read already. */
export function openedOf(whole: string | Uint8Array): Opened {
  return whole.length === 0 ? EMPTY : { kind: 'whole', body: whole }
}

/** The responses of node-fetch have a stream of Node. */
function streamOf(body: ReadableStream | Readable): ReadableStream<unknown> {
  return 'getReader' in body ? body : (Readable.toWeb(body) as ReadableStream<unknown>)
}

/** Two reads: a body whose second one ends before the next macrotask is whole. */
class Opening {
  readonly #chunks: ChunkReader
  #resolve: ((opened: Opened) => void) | undefined
  #reject: ((error: Error) => void) | undefined
  #macrotask: NodeJS.Immediate | undefined
  /** The first chunk, behind which a second read is under way. */
  #first: Uint8Array | undefined

  constructor(
    chunks: ChunkReader,
    resolve: (opened: Opened) => void,
    reject: (error: Error) => void,
  ) {
    this.#chunks = chunks
    this.#resolve = resolve
    this.#reject = reject
  }

  start(): void {
    this.#macrotask = setImmediate(settleAsStream, this)
    this.#read()
  }

  #read(): void {
    this.#chunks.peek().then(
      read => this.#onRead(read),
      error => this.#onFailure(error),
    )
  }

  /** What comes later is left to the reader, which holds the same promise. */
  #onRead({ done, value }: Read): void {
    if (this.#resolve === undefined) return
    const first = this.#first
    if (first !== undefined) {
      if (!done) this.settleAsStream()
      else this.#settle(first.byteLength === 0 ? EMPTY : { kind: 'whole', body: first })
      return
    }
    if (done) return this.#settle(EMPTY)
    try {
      this.#first = toBytes(value)
      this.#chunks.keep(this.#first)
      this.#read()
    } catch (error) {
      this.#onFailure(error)
    }
  }

  #onFailure(error: unknown): void {
    const reject = this.#reject
    if (reject === undefined) return
    this.#letGo()
    this.#chunks.cancel(error)
    reject(toError(error))
  }

  settleAsStream(): void {
    this.#settle({ kind: 'stream', chunks: this.#chunks })
  }

  #settle(opened: Opened): void {
    const resolve = this.#resolve
    this.#letGo()
    resolve?.(opened)
  }

  /** A read that is under way holds this for as long as the stream is idle. */
  #letGo(): void {
    clearImmediate(this.#macrotask)
    this.#resolve = this.#reject = this.#macrotask = this.#first = undefined
  }
}

function settleAsStream(opening: Opening): void {
  opening.settleAsStream()
}

function reused(): RouteHandlersError {
  return new RouteHandlersError(
    'RH_RESPONSE_REUSED',
    'The body of the returned Response was already read or is locked. Create a new Response for ' +
      'each request, or return response.clone().',
  )
}
