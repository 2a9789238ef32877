/** The parts of an incoming request as the native constructor takes them. */
import { lateStream, lateStreamsWork } from './late-stream.js'
import type { BodySource, RequestParts } from './request-parts.js'

export function initOf(parts: RequestParts): RequestInit {
  const init = { method: parts.method, headers: parts.headers(), signal: parts.signal() }
  const source = parts.body()
  if (source === null) return init
  // The member that a stream needs (Fetch standard, "new Request()") is not in every type of it.
  return { ...init, body: streamOf(source), duplex: 'half' } as RequestInit
}

function streamOf(source: BodySource): ReadableStream<Uint8Array> {
  return lateStreamsWork() ? lateStream(source) : source.stream()
}
