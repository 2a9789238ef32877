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
    if (status !== 404) return Reflect.apply(writeHead, this, unite(response, allow, args))
    for (const name of PAGE_HEADERS) response.removeHeader(name)
    response.setHeader('allow', allow)
    response.statusCode = 204
    return Reflect.apply(writeHead, this, [204])
  }
}

/** The host's list may be set already, or come with the arguments of `writeHead`. */
function unite(response: NodeResponse, allow: string, args: readonly unknown[]): unknown[] {
  const existing = response.getHeader('allow')
  if (existing !== undefined) response.setHeader('allow', uniteAllow(String(existing), allow))
  return args.map(headers => {
    if (typeof headers !== 'object' || headers === null || Array.isArray(headers)) return headers
    const united = Object.entries(headers).map(([name, value]) =>
      name.toLowerCase() === 'allow' ? [name, uniteAllow(String(value), allow)] : [name, value],
    )
    return Object.fromEntries(united)
  })
}

/** Two `Allow` lists as one: sorted, without repetition. */
export function uniteAllow(left: string, right: string): string {
  const methods = `${left},${right}`.split(',').map(method => method.trim().toUpperCase())
  return [...new Set(methods.filter(Boolean))].sort().join(', ')
}
