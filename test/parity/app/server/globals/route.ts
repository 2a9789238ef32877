export async function GET() {
  return Response.json({
    AsyncLocalStorage: typeof (globalThis as { AsyncLocalStorage?: unknown }).AsyncLocalStorage,
    WebSocket: typeof WebSocket,
    crypto: typeof crypto.subtle,
    phase: process.env.NEXT_PHASE ?? null,
    env: process.env.NODE_ENV,
  })
}
