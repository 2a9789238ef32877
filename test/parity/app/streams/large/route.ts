export async function GET() {
  let left = 64
  const body = new ReadableStream({
    pull(controller) {
      if (left-- > 0) controller.enqueue(new Uint8Array(16_384).fill(97))
      else controller.close()
    },
  })
  return new Response(body, { headers: { 'content-type': 'text/plain' } })
}
