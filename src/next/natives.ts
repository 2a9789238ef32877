/**
 * The platform's classes, taken once when this module is evaluated. Next.js looks them up on
 * `globalThis` for every call, and a `Response.json` that something replaced afterwards and that
 * calls `NextResponse.json` recurses until the stack is full.
 */
export const { Headers: NativeHeaders, Request: NativeRequest, URL: NativeURL } = globalThis
