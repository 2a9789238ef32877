/**
 * When a request is over, and why. The truth is `close` of the response while it has not
 * finished: `close` of the request fires as soon as its body was read.
 */
import { AsyncResource } from 'node:async_hooks'
import { AbortController } from '../natives.js'
import { isComplete, isDestroyed, type NodeResponse } from './messages.js'

/** Told of the end of the lifecycle it is given, so that one function can watch many. */
export type OnEnd = (ended: Lifecycle) => void

type OnAbort = (reason: unknown) => void

export interface Lifecycle {
  /** Aborts when the client leaves before the answer is complete, or on {@link abort}. */
  readonly signal: AbortSignal
  /** Whether the client left before the answer was complete. */
  readonly gone: boolean
  readonly ended: boolean
  /** Its index among the requests in flight, kept by those; -1 where it is none of them. */
  place: number
  abort(reason: unknown): void
  /**
   * Calls back once, in the async context of this call, when the client leaves or the answer is
   * given up.
   */
  onAbort(callback: (reason: unknown) => void): void
  /** Calls back once, after the response has closed, however it ended. */
  onEnd(callback: OnEnd): void
}

/** The reason Next.js gives when a client disconnects. */
export class ResponseAborted extends Error {
  override readonly name = 'ResponseAborted'
}

export class NodeLifecycle implements Lifecycle {
  readonly #response: NodeResponse
  #controller: AbortController | undefined
  #onEnd: Callbacks<Lifecycle>
  #onAbort: Callbacks<unknown>
  gone = false
  ended = false
  place = -1

  constructor(response: NodeResponse) {
    this.#response = response
    if (isDestroyed(response)) this.gone = this.ended = !isComplete(response)
    else response.on('close', this.#close)
  }

  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController()
      if (this.gone) this.#controller.abort(disconnected())
    }
    return this.#controller.signal
  }

  abort(reason: unknown): void {
    if (this.ended) return
    this.#controller ??= new AbortController()
    this.#giveUp(reason)
  }

  onAbort(callback: (reason: unknown) => void): void {
    if (this.#controller?.signal.aborted || this.gone) {
      callback(this.signal.reason)
      return
    }
    this.#onAbort = withOneMore(this.#onAbort, inThisContext(callback))
  }

  onEnd(callback: OnEnd): void {
    if (this.ended) setImmediate(callback, this)
    else this.#onEnd = withOneMore(this.#onEnd, callback)
  }

  #giveUp(reason: unknown): void {
    const callbacks = this.#onAbort
    this.#onAbort = undefined
    this.#controller?.abort(reason)
    callAll(callbacks, reason)
  }

  #close = (): void => {
    this.#response.off('close', this.#close)
    this.ended = true
    if (!isComplete(this.#response)) {
      this.gone = true
      this.#giveUp(disconnected())
    }
    const callbacks = this.#onEnd
    this.#onEnd = undefined
    callAll<Lifecycle>(callbacks, this)
  }
}

/** Most requests have one who waits for their end, and nobody who waits for an abort: no list. */
type Callbacks<T> = ((value: T) => void) | ((value: T) => void)[] | undefined

function withOneMore<T>(known: Callbacks<T>, callback: (value: T) => void): Callbacks<T> {
  if (known === undefined) return callback
  if (typeof known === 'function') return [known, callback]
  known.push(callback)
  return known
}

function callAll<T>(callbacks: Callbacks<T>, value: T): void {
  if (typeof callbacks === 'function') callbacks(value)
  else if (callbacks) for (const callback of callbacks) callback(value)
}

/**
 * Not `AsyncResource.bind()`: the accessors that it defines on Node 20 weigh more than two
 * kilobytes, for as long as a stream is open.
 */
function inThisContext(callback: OnAbort): OnAbort {
  const context = new AsyncResource('ResponseAborted')
  return reason => context.runInAsyncScope(callback, undefined, reason)
}

export function disconnected(): ResponseAborted {
  return new ResponseAborted('The client disconnected')
}

/** For a request whose response nobody gave us: it never ends as far as we can see. */
export class EndlessLifecycle implements Lifecycle {
  readonly signal: AbortSignal = new AbortController().signal
  readonly gone = false
  readonly ended = false
  place = -1
  abort(): void {}
  onAbort(): void {}
  onEnd(): void {}
}
