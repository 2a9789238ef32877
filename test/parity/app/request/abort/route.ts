let reason: unknown
const { promise: aborted, resolve: announce } = (() => {
  let resolve!: () => void
  return { promise: new Promise<void>(done => (resolve = done)), resolve: () => resolve() }
})()
let cancelled = false

/** Sends one chunk and waits for the client to leave. */
export async function GET(request: Request) {
  request.signal.addEventListener('abort', () => {
    reason = request.signal.reason
    if (cancelled) announce()
  })
  const body = new ReadableStream({
    start: controller => controller.enqueue(new TextEncoder().encode('first')),
    cancel() {
      cancelled = true
      if (request.signal.aborted) announce()
    },
  })
  return new Response(body)
}

export async function POST() {
  await aborted
  return Response.json({ cancelled, reason: (reason as Error)?.name })
}
