let pulled = 0

/** The automatic HEAD runs this and must not pull the body. `?pulled` tells how often it was. */
export function GET(request: Request) {
  if (request.url.includes('?pulled')) return new Response(String(pulled))
  const body = new ReadableStream(
    {
      pull(controller) {
        pulled += 1
        controller.enqueue(new TextEncoder().encode('body'))
        controller.close()
      },
    },
    { highWaterMark: 0 },
  )
  return new Response(body, { headers: { 'x-kind': 'get', 'content-type': 'text/plain' } })
}
