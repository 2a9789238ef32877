/**
 * Merges a checked head into the Node response, next to what earlier middleware set: cookies are
 * appended, `Vary` united, anything else replaced. Through `setHeader`, never `writeHead`, so
 * that middleware hooking header time (compression, sessions) sees and can add.
 */
import { isHttp2, type NodeResponse } from '../messages.js'
import type { ResponseHead } from './head.js'
import { mergeVary } from './vary.js'

/**
 * @param length - `Content-Length` to declare; `undefined` for a body of unknown length.
 */
export function writeHead(
  response: NodeResponse,
  head: ResponseHead,
  length: number | undefined,
): void {
  // Only what differs is assigned: on objects whose prototype Express has changed, each new property
  // of their own costs more than the whole rest of a head.
  if (response.statusCode !== head.status) response.statusCode = head.status
  // A coding that middleware set is as little the host's to say as a handler's. Removed only where
  // it is set: Node takes the removal for a wish to send no coding at all.
  if (response.hasHeader('transfer-encoding')) response.removeHeader('transfer-encoding')
  // HTTP/2 has no reason phrase (RFC 9113 §8.3.2).
  if (!isHttp2(response) && (response.statusMessage ?? '') !== head.statusText) {
    response.statusMessage = head.statusText
  }
  let isEventStream = false
  for (const [name, value] of head.fields) {
    if (name === 'connection' && isHttp2(response)) continue
    response.setHeader(name, value)
    if (name === 'content-type') isEventStream = value.startsWith('text/event-stream')
  }
  if (head.setCookie.length > 0) appendCookies(response, head.setCookie)
  if (head.vary !== undefined) {
    response.setHeader('vary', mergeVary(textOf(response.getHeader('vary')), head.vary))
  }
  if (length === undefined) response.removeHeader('content-length')
  else response.setHeader('content-length', length)
  if (isEventStream) allowBuffering(response)
}

export function appendCookies(response: NodeResponse, cookies: readonly string[]): void {
  const existing = response.getHeader('set-cookie')
  const before = existing === undefined ? [] : [existing].flat().map(String)
  response.setHeader('set-cookie', before.concat(cookies))
}

export function textOf(value: number | string | readonly string[] | undefined): string {
  return value === undefined ? '' : String(value)
}

/** nginx buffers proxied answers unless told; an event stream must not be. */
function allowBuffering(response: NodeResponse): void {
  if (!response.hasHeader('x-accel-buffering')) response.setHeader('x-accel-buffering', 'no')
}
