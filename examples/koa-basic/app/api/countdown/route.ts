import { setTimeout } from 'node:timers/promises'
import type { NextRequest } from 'next/server'

/** One line a second, as long as the client listens: a stream is only asked for what it can send. */
export function GET(request: NextRequest) {
  const from = Number(request.nextUrl.searchParams.get('from') ?? 10)
  return new Response(ReadableStream.from(countdown(from)), {
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  })
}

async function* countdown(from: number) {
  const encoder = new TextEncoder()
  for (let left = from; left > 0; left--) {
    yield encoder.encode(`${left}\n`)
    await setTimeout(1000)
  }
  yield encoder.encode('Lift-off\n')
}
