/**
 * Reads the body of an answer to its end, because only a whole one may be stored: a stream that
 * breaks must not leave half an answer behind. One that is too long, or takes too long, goes on to
 * whoever asked, as it comes.
 */
import { ReadableStream, Response } from '../../natives.js'

export type Buffered =
  | { readonly kind: 'whole'; readonly body: Buffer }
  /** `response` has what was read and what is still to come. */
  | { readonly kind: 'too-large' | 'timeout'; readonly response: Response }

export interface BufferLimits {
  /** Bytes. */
  readonly maxBytes: number
  /** Aborts when it has taken too long. */
  readonly signal: AbortSignal
}

const LATE = Symbol('late')

type Read = Awaited<ReturnType<ReadableStreamDefaultReader<Uint8Array>['read']>>

/** @throws what the body fails with. */
export async function buffered(
  response: Response,
  { maxBytes, signal }: BufferLimits,
): Promise<Buffered> {
  if (response.body === null) return { kind: 'whole', body: Buffer.alloc(0) }
  const reader = response.body.getReader() as ReadableStreamDefaultReader<Uint8Array>
  const late = aborted(signal)
  const chunks: Uint8Array[] = []
  let bytes = 0
  for (;;) {
    const reading = reader.read()
    const read = await Promise.race([reading, late])
    if (read === LATE) return { kind: 'timeout', response: rest(response, chunks, reader, reading) }
    if (read.done) return { kind: 'whole', body: Buffer.concat(chunks) }
    chunks.push(read.value)
    bytes += read.value.byteLength
    if (bytes > maxBytes) return { kind: 'too-large', response: rest(response, chunks, reader) }
  }
}

function aborted(signal: AbortSignal): Promise<typeof LATE> {
  return new Promise(resolve => {
    if (signal.aborted) resolve(LATE)
    else signal.addEventListener('abort', () => resolve(LATE), { once: true })
  })
}

/** The same answer with the body that is left: what was read, then what is read from now on. */
function rest(
  { status, statusText, headers }: Response,
  chunks: Uint8Array[],
  reader: ReadableStreamDefaultReader<Uint8Array>,
  reading?: Promise<Read>,
): Response {
  let pending = reading
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const chunk = chunks.shift()
        if (chunk !== undefined) return controller.enqueue(chunk)
        const { done, value } = await (pending ?? reader.read())
        pending = undefined
        if (done) controller.close()
        else controller.enqueue(value)
      },
      cancel: reason => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  )
  return new Response(stream, { status, statusText, headers })
}
