let release!: () => void
const released = new Promise<void>(resolve => {
  release = resolve
})

/** The second chunk waits for a POST, which the client sends when it has the first. */
export async function GET() {
  const encoder = new TextEncoder()
  const body = new ReadableStream({
    async start(controller) {
      controller.enqueue(encoder.encode('first,'))
      await released
      controller.enqueue(encoder.encode('second'))
      controller.close()
    },
  })
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
}

export async function POST() {
  release()
  return new Response(null, { status: 204 })
}
