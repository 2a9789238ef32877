/**
 * Reads the body of an answer to its end, because only a whole one may be stored: a stream that
 * breaks must not leave half an answer behind. One that is too long, or takes too long, goes on to
 * whoever asked, as it comes.
 */
import { exactly } from '../fetch/recycled-bytes.js'
import { openBody } from '../http/response/body-reader.js'
import type { ChunkReader } from '../http/response/chunk-reader.js'
import { bytesOf } from '../http/response/end-whole.js'
import { ReadableStream, Response } from '../natives.js'

export type ReadAnswer =
  | { readonly kind: 'whole'; readonly body: Buffer }
  /** `response` has what was read and what is still to come. */
  | { readonly kind: 'too-large' | 'timeout'; readonly response: Response }

export interface ReadLimits {
  /** Bytes. */
  readonly maxBytes: number
  /** What the answer has declared, to which its body is held. Bytes. */
  readonly declared: number | undefined
  /** Aborts when it has taken too long. */
  readonly signal: AbortSignal
}

const LATE = Symbol('late')

/** @throws what the body fails with. */
export async function readAnswer(response: Response, limits: ReadLimits): Promise<ReadAnswer> {
  const opened = await openBody(response)
  if (opened.kind === 'empty') return { kind: 'whole', body: Buffer.alloc(0) }
  if (opened.kind === 'stream') return readStream(response, opened.chunks, limits)
  // Kept for long, where memory that is used again would change under it.
  const body = bytesOf(typeof opened.body === 'string' ? opened.body : exactly(opened.body))
  if (body.byteLength <= limits.maxBytes) return { kind: 'whole', body }
  return { kind: 'too-large', response: withBody(response, body) }
}

async function readStream(
  response: Response,
  source: ChunkReader,
  { maxBytes, declared, signal }: ReadLimits,
): Promise<ReadAnswer> {
  const late = aborted(signal)
  const chunks: Uint8Array[] = []
  let bytes = 0
  source.declare(declared)
  for (;;) {
    const reading = source.next()
    const chunk = await Promise.race([reading, late])
    if (chunk === LATE) {
      return { kind: 'timeout', response: withBody(response, rest(chunks, source, reading)) }
    }
    if (chunk === undefined) return { kind: 'whole', body: Buffer.concat(chunks) }
    chunks.push(chunk)
    bytes += chunk.byteLength
    if (bytes <= maxBytes) continue
    return { kind: 'too-large', response: withBody(response, rest(chunks, source)) }
  }
}

function aborted(signal: AbortSignal): Promise<typeof LATE> {
  return new Promise(resolve => {
    if (signal.aborted) resolve(LATE)
    else signal.addEventListener('abort', () => resolve(LATE), { once: true })
  })
}

/** What was read, then what is read from now on. */
function rest(
  chunks: Uint8Array[],
  source: ChunkReader,
  reading?: Promise<Uint8Array | undefined>,
): ReadableStream<Uint8Array> {
  let pending = reading
  // Whoever it is for may be gone before it looks.
  pending?.catch(() => {})
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const known = chunks.shift()
        if (known !== undefined) return controller.enqueue(known)
        const chunk = await (pending ?? source.next())
        pending = undefined
        if (chunk === undefined) controller.close()
        else controller.enqueue(chunk)
      },
      cancel: reason => source.cancel(reason),
    },
    { highWaterMark: 0 },
  )
}

/** The same answer with another body: that of a response can be read once. */
export function withBody(
  { status, statusText, headers, url }: Response,
  body: Buffer | ReadableStream<Uint8Array>,
): Response {
  const isEmpty = body instanceof Uint8Array && body.byteLength === 0
  const content = isEmpty ? null : (body as Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>)
  const copy = new Response(content, { status, statusText, headers })
  // What was fetched is decoded, and only the answer itself can tell that it was.
  if (url) for (const name of ['content-encoding', 'content-length']) copy.headers.delete(name)
  return copy
}
