const encoder = new TextEncoder()

const BODIES = {
  text: () => new Response('täxt'),
  json: () => Response.json({ a: [1, 'ü'] }),
  bytes: () => new Response(Uint8Array.of(0, 255, 128, 10)),
  blob: () => new Response(new Blob(['<p>'], { type: 'text/html' })),
  params: () => new Response(new URLSearchParams({ a: 'b c' })),
  empty: () => new Response(null),
  stream: () =>
    new Response(
      new ReadableStream({
        async start(controller) {
          controller.enqueue(encoder.encode('one '))
          await new Promise(setImmediate)
          controller.enqueue(encoder.encode('two'))
          controller.close()
        },
      }),
    ),
}

export const dynamic = 'force-static'

export async function GET(_request, { params }) {
  return BODIES[(await params).kind]()
}
