import { add } from '../../counters.cjs'

/** An endless event stream that counts how it is left. */
export function GET({ signal }: Request) {
  add('opened')
  signal.addEventListener('abort', () => add('aborted'))
  const body = new ReadableStream({
    start: controller => controller.enqueue('data: first\n\n'),
    cancel: () => add('cancelled'),
  })
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
}
