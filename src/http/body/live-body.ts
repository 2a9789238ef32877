/**
 * The unread body of a Node request. `Readable.toWeb` is not used: after one read and then
 * nothing it leaves the connection stuck. Nothing is listened to before the first pull, and
 * everything is let go again when the answer ends, so that the rest can be drained.
 */
import type { RouteHandlersError } from '../../errors.js'
import { plainBytes } from '../../fetch/plain-bytes.js'
import { recyclable } from '../../fetch/recycled-bytes.js'
import type { BodySource } from '../../fetch/request-parts.js'
import { ReadableStream } from '../../natives.js'
import type { NodeRequest } from '../messages.js'
import { bodyLimitError, consumedError, truncatedError } from './body-errors.js'
import { GatheredBytes } from './gathered-bytes.js'

type Sink = {
  data(chunk: Uint8Array): void
  end(): void
  fail(error: Error): void
}

export class LiveBody implements BodySource {
  #request: NodeRequest
  #limit: number
  #received = 0
  /** Set while somebody reads: ends the reading with an error. */
  #abandon: (() => void) | undefined
  #released = false
  /** Set once more bytes arrived than are allowed, whatever the handler made of it. */
  overLimit: RouteHandlersError | undefined

  /** @param limit - bytes; `Infinity` for none. */
  constructor(request: NodeRequest, limit: number) {
    this.#request = request
    this.#limit = limit
  }

  stream(): ReadableStream<Uint8Array> {
    let wanted: (() => void) | undefined
    const request = this.#request
    const settle = (): void => {
      wanted?.()
      wanted = undefined
    }
    const sink = (controller: ReadableStreamDefaultController<Uint8Array>): Sink => ({
      data(chunk) {
        controller.enqueue(plainBytes(chunk))
        request.pause()
        settle()
      },
      end() {
        controller.close()
        settle()
      },
      fail(error) {
        controller.error(error)
        settle()
      },
    })
    return new ReadableStream<Uint8Array>(
      {
        pull: controller => {
          if (this.#abandon === undefined) this.#attach(sink(controller))
          else request.resume()
          return new Promise<void>(resolve => {
            wanted = resolve
          })
        },
        cancel: () => {
          this.release()
          settle()
        },
      },
      { highWaterMark: 0 },
    )
  }

  bytes(isPassing = false): Promise<Uint8Array> {
    const declared = Number(this.#request.headers['content-length'])
    const gathered = new GatheredBytes(declared, isPassing ? recyclable : Buffer.allocUnsafeSlow)
    return new Promise((resolve, reject) => {
      this.#attach({
        data: chunk => gathered.add(chunk),
        end: () => resolve(gathered.take()),
        fail: reject,
      })
    })
  }

  /**
   * Lets go of the request; what is left of it can then be drained. Whoever still waits for
   * bytes is told that none will come.
   */
  release(): void {
    this.#released = true
    this.#abandon?.()
  }

  #attach(sink: Sink): void {
    const request = this.#request
    const taken = this.#released ? truncatedError() : consumedByOthers(request)
    if (taken !== undefined) {
      sink.fail(taken)
      return
    }
    const data = (chunk: Uint8Array): void => {
      this.#received += chunk.byteLength
      if (this.#received <= this.#limit) {
        sink.data(chunk)
      } else {
        const error = bodyLimitError(this.#limit)
        this.overLimit = error
        finish(() => sink.fail(error))
      }
    }
    const detach = (): void => {
      request.off('data', data).off('end', end).off('error', cut).off('close', close)
      request.pause()
    }
    const finish = (tell: () => void): void => {
      this.#abandon = undefined
      detach()
      tell()
    }
    const end = (): void => finish(() => sink.end())
    const cut = (cause?: unknown): void => finish(() => sink.fail(truncatedError(cause)))
    const close = (): void => cut()
    this.#abandon = close
    request.on('data', data).on('end', end).on('error', cut).on('close', close)
    request.resume()
  }
}

/** An error if the bytes can no longer be had from here. */
function consumedByOthers(request: NodeRequest): Error | undefined {
  if (request.readableDidRead || request.readableEnded) return consumedError()
  return request.destroyed ? truncatedError() : undefined
}
