/** Native streams of bodies that are all there, as the Fetch standard makes them ("extract a body"). */
import { ReadableStream } from '../natives.js'
import { exactly } from './recycled-bytes.js'

const encoder = new TextEncoder()

/** A byte stream of one chunk, made when it is asked for; of none when there is nothing in it. */
export function wholeStream(whole: string | Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream(
    {
      type: 'bytes',
      pull(controller) {
        const bytes = typeof whole === 'string' ? encoder.encode(whole) : exactly(whole)
        if (bytes.byteLength > 0) controller.enqueue(bytes as Uint8Array<ArrayBuffer>)
        controller.close()
        // A BYOB read that got nothing learns of the end by this (Streams standard, 4.7.3).
        controller.byobRequest?.respond(0)
      },
    },
    { highWaterMark: 0 },
  )
}

/** A stream that was read to its end by somebody who keeps the lock, as `text()` leaves one. */
export function spentStream(): ReadableStream<Uint8Array> {
  const stream = new ReadableStream<Uint8Array>({ start: controller => controller.close() })
  void stream.getReader().read()
  return stream
}
