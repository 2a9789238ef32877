/**
 * Asks the client to open another connection for its next request: `Connection: close`
 * (RFC 9112 §9.6), over HTTP/2 GOAWAY, which lets the streams that are open end (RFC 9113 §6.8).
 */
import { isHttp2, type NodeResponse } from '../messages.js'

/** @returns the headers that say so, for hosts that clear the response before they answer an error. */
export function lastOnConnection(response: NodeResponse): Record<string, string> {
  if (isHttp2(response)) {
    response.stream.session?.close()
    return {}
  }
  if (!response.headersSent) response.setHeader('connection', 'close')
  return { connection: 'close' }
}
