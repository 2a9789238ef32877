/** Sends the head of an answer ahead of its body. */
import { ServerResponse } from 'node:http'
import { isDestroyed, type NodeResponse } from '../messages.js'

const NOTHING = new Uint8Array()

/**
 * Not by `flushHeaders()` over HTTP/1, which writes the head as UTF-8, so that `café` in a header
 * becomes `cafÃ©`: in front of bytes, if only of none, Node writes it as latin1 (RFC 9110 §5.5).
 */
export function flushHead(response: NodeResponse): void {
  if (isDestroyed(response)) return
  if (response instanceof ServerResponse) {
    // Not its own `write`: middleware that has replaced it may hold back what it is given.
    Reflect.apply(ServerResponse.prototype.write, response, [NOTHING])
  } else if ('flushHeaders' in response && typeof response.flushHeaders === 'function') {
    response.flushHeaders()
  }
}
