/**
 * The platform's classes, taken once, when the first module of this package is evaluated. A host
 * or a polyfill may replace the globals afterwards: what was converted before and after must be of
 * the same classes, and a `Response.json` that calls `NextResponse.json` must not recurse.
 *
 * Each is named with its type: what the compiler infers spells out the DOM library, which a user's
 * program may do without.
 */
export const AbortController: typeof globalThis.AbortController = globalThis.AbortController
export const AbortSignal: typeof globalThis.AbortSignal = globalThis.AbortSignal
export const DOMException: typeof globalThis.DOMException = globalThis.DOMException
export const Headers: typeof globalThis.Headers = globalThis.Headers
export const ReadableStream: typeof globalThis.ReadableStream = globalThis.ReadableStream
export const Request: typeof globalThis.Request = globalThis.Request
export const Response: typeof globalThis.Response = globalThis.Response
export const URL: typeof globalThis.URL = globalThis.URL
export const URLSearchParams: typeof globalThis.URLSearchParams = globalThis.URLSearchParams
