const hello = new TextEncoder().encode('data: hello\n\n')

export function GET() {
  const stream = new ReadableStream({ start: controller => controller.enqueue(hello) })
  return new Response(stream, { headers: { 'content-type': 'text/event-stream' } })
}
