import { createUIMessageStream, createUIMessageStreamResponse } from 'ai'

export function GET() {
  const stream = createUIMessageStream({
    execute: ({ writer }) => writer.write({ type: 'data-place', data: { name: 'Bern' } }),
  })
  return createUIMessageStreamResponse({ stream })
}
