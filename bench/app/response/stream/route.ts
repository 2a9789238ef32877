const chunk = new Uint8Array(1_024).fill(120)

export function GET() {
  let sent = 0
  const stream = new ReadableStream({
    pull(controller) {
      if (sent++ < 64) controller.enqueue(chunk)
      else controller.close()
    },
  })
  return new Response(stream, { headers: { 'content-type': 'text/plain' } })
}
