/** Node's message pairs: HTTP/1 and the HTTP/2 compatibility API. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2'

/** A request of `node:http`, `node:https` or `node:http2`. */
export type NodeRequest = IncomingMessage | Http2ServerRequest
/** A response of `node:http`, `node:https` or `node:http2`. */
export type NodeResponse = ServerResponse | Http2ServerResponse

export function isHttp2(response: NodeResponse): response is Http2ServerResponse {
  return 'stream' in response
}

/** Whether nothing more can be written. The HTTP/2 compatibility class has no `destroyed`. */
export function isDestroyed(response: NodeResponse): boolean {
  return isHttp2(response) ? response.stream.destroyed : response.destroyed
}

/**
 * Whether a closed response was sent completely. The HTTP/2 compatibility class emits `finish`
 * even for a stream that the client reset.
 */
export function isComplete(response: NodeResponse): boolean {
  if (!isHttp2(response)) return response.writableFinished
  return response.writableEnded && response.stream.rstCode === 0
}
