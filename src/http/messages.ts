/** Node's message pairs: HTTP/1 and the HTTP/2 compatibility API. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2'

export type NodeRequest = IncomingMessage | Http2ServerRequest
export type NodeResponse = ServerResponse | Http2ServerResponse

export function isHttp2(response: NodeResponse): response is Http2ServerResponse {
  return 'stream' in response
}
