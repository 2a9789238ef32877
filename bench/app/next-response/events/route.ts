import { NextResponse } from 'next/server'

const hello = new TextEncoder().encode('data: hello\n\n')

export function GET() {
  const stream = new ReadableStream({ start: controller => controller.enqueue(hello) })
  return new NextResponse(stream, { headers: { 'content-type': 'text/event-stream' } })
}
