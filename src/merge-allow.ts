/**
 * An OPTIONS request that goes on to the host, because the host may serve more methods of the
 * path or answer the preflight: at header time the two lists are united, and an answer that
 * nobody gave becomes ours.
 */
import type { NodeResponse } from './http/messages.js'

/** What final handlers put on their 404 page. */
const PAGE_HEADERS = [
  'content-type',
  'content-length',
  'content-security-policy',
  'x-content-type-options',
]

export function mergeAllow(response: NodeResponse, allow: string): void {
  // For this one response: hosts call writeHead, implicitly or not, exactly once.
  const target = response as { writeHead: (...args: unknown[]) => unknown }
  const writeHead = target.writeHead
  target.writeHead = function (this: NodeResponse, ...args: unknown[]) {
    target.writeHead = writeHead
    const status = typeof args[0] === 'number' ? args[0] : response.statusCode
    const unanswered = status === 404
    if (unanswered) for (const name of PAGE_HEADERS) response.removeHeader(name)
    const existing = response.getHeader('allow')
    if (unanswered) response.setHeader('allow', allow)
    else if (existing !== undefined)
      response.setHeader('allow', uniteAllow(String(existing), allow))
    if (!unanswered) return Reflect.apply(writeHead, this, args)
    response.statusCode = 204
    return Reflect.apply(writeHead, this, [204])
  }
}

/** Two `Allow` lists as one: sorted, without repetition. */
export function uniteAllow(left: string, right: string): string {
  const methods = `${left},${right}`.split(',').map(method => method.trim().toUpperCase())
  return [...new Set(methods.filter(Boolean))].sort().join(', ')
}
