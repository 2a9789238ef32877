import type { RequestParts } from './request-parts.js'

/** The parts of a request that a native `clone()` gave: its bytes and headers, the same origin. */
export function partsOfClone(parts: RequestParts, clone: Request): RequestParts {
  const { body } = clone
  const source = body && {
    stream: () => body,
    bytes: async () => new Uint8Array(await clone.arrayBuffer()),
  }
  return {
    method: parts.method,
    url: () => parts.url(),
    headers: () => clone.headers,
    body: () => source,
    signal: () => clone.signal,
    source: parts.source,
  }
}
