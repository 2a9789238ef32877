import { add, atLeast } from '../../counters.cjs'

const CHUNK = new Uint8Array(64 * 1024)

/** A gigabyte as fast as it is pulled. */
export function GET() {
  let produced = 0
  add('opened')
  const body = new ReadableStream({
    pull(controller) {
      controller.enqueue(CHUNK)
      produced += CHUNK.length
      atLeast('produced', produced)
      if (produced >= 2 ** 30) controller.close()
    },
    cancel: () => add('cancelled'),
  })
  return new Response(body)
}
