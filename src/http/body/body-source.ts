/** A body state as something a `Request` can be built from, and the headers that describe it. */
import { buffer } from 'node:stream/consumers'
import { plainBytes } from '../../fetch/plain-bytes.js'
import type { BodySource } from '../../fetch/request-parts.js'
import { ReadableStream } from '../../natives.js'
import type { BodyState } from './body-state.js'

export function toBodySource(state: BodyState): BodySource | null {
  if (state.kind === 'none') return null
  if (state.kind === 'live') return state.body
  return {
    bytes: () => buffer(chunksOf(state)),
    stream: () => streamOf(chunksOf(state)),
  }
}

async function* chunksOf(
  state: Exclude<BodyState, { kind: 'none' | 'live' }>,
): AsyncGenerator<Uint8Array> {
  if (state.kind === 'lost') throw state.error
  if (state.kind === 'form') yield* state.form.chunks()
  else if (state.bytes.byteLength > 0) yield state.bytes
}

/** A stream that asks for a chunk when it is pulled, and never before. */
export function streamOf(chunks: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await chunks.next()
        if (done) controller.close()
        else controller.enqueue(plainBytes(value))
      },
      async cancel() {
        await chunks.return(undefined)
      },
    },
    { highWaterMark: 0 },
  )
}

/** Makes the headers tell the truth about bytes that are not the ones on the wire. */
export function describeBody(headers: Headers, state: BodyState): void {
  if (state.kind === 'none' || state.kind === 'live' || state.kind === 'lost') return
  headers.delete('content-encoding')
  headers.delete('transfer-encoding')
  if (state.kind === 'form') {
    headers.set('content-type', state.form.contentType)
    if (state.form.contentLength === undefined) headers.delete('content-length')
    else headers.set('content-length', state.form.contentLength)
    return
  }
  headers.set('content-length', String(state.bytes.byteLength))
  if (state.kind === 'rebuilt' && state.contentType) headers.set('content-type', state.contentType)
}
