/**
 * A `ReadableStream` that does not exist yet: the body of a genuine `Response` or `Request` whose
 * bytes are known, or can be had whole, without a stream. Most bodies are never read as one.
 *
 * The streams of Node keep their state under symbols. Accessors of the same symbols make the stream
 * when one is asked for, and read it there (`bridge.ts`), so that each member of
 * `ReadableStream.prototype`, and whatever of the runtime takes a stream, works without this code
 * naming one private field (docs/decisions/080). What it cannot do is to be transferred
 * to another thread: `structuredClone(body, { transfer: [body] })` throws a DataCloneError.
 */
import { fastPaths } from '../fast-paths.js'
import { ReadableStream, Response } from '../natives.js'
import { bridgeState } from './bridge.js'
import type { BodySource } from './request-parts.js'
import { spentStream, wholeStream } from './whole-stream.js'

/** What the stream is made from. Bytes are those of nobody else. */
export type LateSource = string | Uint8Array | BodySource

/** By these Node tells the state of a stream of any kind (`stream.isDisturbed` and others). */
const DISTURBED = Symbol.for('nodejs.stream.disturbed')
const ERRORED = Symbol.for('nodejs.stream.errored')
const READABLE = Symbol.for('nodejs.stream.readable')

/**
 * A weak set in nothing but what `structuredClone()` makes of it: it refuses a stream that is not
 * transferred, and would take an ordinary object for an empty one.
 */
class LateStream extends WeakSet {
  #source: LateSource | undefined
  #native: ReadableStream<Uint8Array> | undefined

  constructor(source: LateSource) {
    super()
    this.#source = source
  }

  get locked(): boolean {
    return this.#native?.locked ?? this.#source === undefined
  }

  get [DISTURBED](): unknown {
    return this.#native ? Reflect.get(this.#native, DISTURBED) : this.#source === undefined
  }

  get [ERRORED](): unknown {
    return this.#native ? Reflect.get(this.#native, ERRORED) : false
  }

  get [READABLE](): unknown {
    return this.#native ? Reflect.get(this.#native, READABLE) : this.#source !== undefined
  }

  #materialise(): ReadableStream<Uint8Array> {
    this.#native ??= this.#source === undefined ? spentStream() : streamOf(this.#source)
    return this.#native
  }

  static peek(stream: object): LateSource | undefined {
    return #source in stream && stream.#native === undefined ? stream.#source : undefined
  }

  static spend(stream: object): void {
    if (#source in stream) stream.#source = undefined
  }

  static {
    const { prototype } = LateStream
    const native = (receiver: object) => (#source in receiver ? receiver.#materialise() : undefined)
    Object.defineProperty(prototype, 'constructor', { value: ReadableStream })
    Object.setPrototypeOf(prototype, ReadableStream.prototype)
    bridgeState(prototype, new ReadableStream(), native)
  }
}

function streamOf(source: LateSource): ReadableStream<Uint8Array> {
  if (typeof source === 'object' && 'stream' in source) return source.stream()
  return wholeStream(source)
}

/** A stream of what is given. Ask {@link lateStreamsWork} before. */
export function lateStream(source: LateSource): ReadableStream<Uint8Array> {
  return new LateStream(source) as unknown as ReadableStream<Uint8Array>
}

/** What a late stream would be made from; `undefined` for another, and for one in use. */
export function peekSource(stream: object): LateSource | undefined {
  return LateStream.peek(stream)
}

/** Somebody reads the source instead: the stream is locked and disturbed from here on. */
export function spendSource(stream: object): void {
  LateStream.spend(stream)
}

let works: boolean | undefined

/** Whether this runtime takes late streams for streams; found out by trying, at the first use. */
export function lateStreamsWork(): boolean {
  works ??= fastPaths && probe()
  return works
}

function probe(): boolean {
  try {
    const body = lateStream('probe')
    const response = new Response(body)
    if (response.body !== body || response.bodyUsed) return false
    // This looks into the stream, whose two branches the responses then have.
    response.clone()
    const spent = lateStream('probe')
    const used = new Response(spent)
    spendSource(spent)
    return body.locked && used.bodyUsed
  } catch {
    return false
  }
}
