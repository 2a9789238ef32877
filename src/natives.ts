/**
 * The platform's classes, taken once, when the first module of this package is evaluated. A host
 * or a polyfill may replace the globals afterwards: what was converted before and after must be of
 * the same classes, and a `Response.json` that calls `NextResponse.json` must not recurse.
 */
export const {
  AbortController,
  AbortSignal,
  DOMException,
  Headers,
  ReadableStream,
  Request,
  Response,
  URL,
  URLSearchParams,
} = globalThis
