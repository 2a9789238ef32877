import type { NextRequest } from 'next/server'

export async function GET(request: NextRequest) {
  const { body, bodyUsed, cache, credentials, destination, integrity, keepalive, method } = request
  const { mode, redirect, referrer, referrerPolicy, signal } = request
  return Response.json({
    body,
    bodyUsed,
    cache,
    credentials,
    destination,
    integrity,
    keepalive,
    method,
    mode,
    redirect,
    referrer,
    referrerPolicy,
    aborted: signal.aborted,
    signal: signal instanceof AbortSignal,
    duplex: (request as { duplex?: string }).duplex,
    geo: typeof (request as { geo?: unknown }).geo,
    ip: typeof (request as { ip?: unknown }).ip,
  })
}
