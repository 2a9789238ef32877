/** A handler's call as the dispatcher describes it. */
import { createIncomingRequest } from '../../../src/handler/incoming'
import type { Called } from '../../../src/handler/outcome'
import type { NextRequest } from '../../../src/next/request'

export const FILE = '/app/p/route.ts'

export function requestOf(method = 'GET', headers: HeadersInit = {}): NextRequest {
  return createIncomingRequest(
    {
      method,
      url: () => 'http://host.example/p?q=1',
      headers: () => new Headers(headers),
      body: () => null,
      signal: () => new AbortController().signal,
    },
    16,
  )
}

export function calledWith(
  changes: Partial<Called> & { headers?: HeadersInit } = {},
): Called & { readonly compat: 14 | 15 | 16 } {
  const { method = 'GET', headers, ...others } = changes
  const request = requestOf(method, headers)
  return { request, method, file: FILE, compat: 16, dev: false, ...others }
}
