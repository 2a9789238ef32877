import { ticker } from '@/lib/ticker'

/** Server-sent events. Each one passes compression() at once, gzipped or not. */
export function GET() {
  const encoder = new TextEncoder()
  let unsubscribe = () => {}
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      unsubscribe = ticker.subscribe(quote => {
        controller.enqueue(encoder.encode(`event: price\ndata: ${JSON.stringify(quote)}\n\n`))
      })
    },
    cancel() {
      unsubscribe() // the client has left
    },
  })
  return new Response(stream, {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' },
  })
}
