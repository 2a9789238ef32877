/**
 * What happens to the unread rest of a request once it has been answered. Left alone it blocks
 * the connection until Node's request timeout; cut off at once, a reset can overtake the answer.
 * So: read on for a moment, then close behind the answer.
 */
import { isHttp2, type NodeRequest, type NodeResponse } from '../messages.js'

export interface DrainLimits {
  readonly bytes: number
  readonly ms: number
}

/** Arranges for the drain of a request whose body may not have been read to its end. */
export function drainAfter(
  response: NodeResponse,
  request: NodeRequest,
  limits: DrainLimits,
  release: () => void,
): void {
  const finish = (): void => {
    release()
    if (!isHttp2(response) && !request.complete && !request.destroyed) drain(request, limits)
  }
  if (response.writableFinished) finish()
  else response.once('finish', finish)
  response.once('close', release)
}

function drain(request: NodeRequest, { bytes, ms }: DrainLimits): void {
  const { socket } = request
  let left = bytes
  const count = (chunk: Uint8Array): void => {
    left -= chunk.byteLength
    if (left < 0) close()
  }
  const stop = (): void => {
    clearTimeout(timer)
    request.off('data', count).off('end', stop).off('close', stop)
  }
  const close = (): void => {
    stop()
    socket.destroySoon()
  }
  const timer = setTimeout(close, ms)
  timer.unref()
  request.on('data', count).on('end', stop).on('close', stop)
  request.resume()
}
