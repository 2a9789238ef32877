/** Response bodies as programs: what a source does, chunk by chunk. */
import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises'
import fc from 'fast-check'

type Pause = 'none' | 'microtask' | 'macrotask' | 'millisecond'

interface Step {
  readonly chunk: Uint8Array | string
  readonly pause: Pause
}

export type Body =
  | { readonly kind: 'none' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | {
      readonly kind: 'stream'
      readonly steps: readonly Step[]
      /** What the source does after its steps: it ends, fails, or sends what is no chunk. */
      readonly ending: 'close' | 'error' | 'undefined error' | 'number' | 'null'
      readonly pull: boolean
    }

const bytes = fc.oneof(
  { weight: 5, arbitrary: fc.uint8Array({ maxLength: 40 }) },
  fc.integer({ min: 0, max: 200_000 }).map(length => new Uint8Array(length).fill(length % 251)),
)
const step: fc.Arbitrary<Step> = fc.record({
  chunk: fc.oneof({ weight: 3, arbitrary: bytes }, fc.string({ unit: 'grapheme', maxLength: 10 })),
  pause: fc.constantFrom<Pause>('none', 'none', 'microtask', 'macrotask', 'millisecond'),
})

export const bodies: fc.Arbitrary<Body> = fc.oneof(
  fc.constant({ kind: 'none' as const }),
  fc.record({ kind: fc.constant('text' as const), text: fc.string({ unit: 'grapheme' }) }),
  fc.record({ kind: fc.constant('bytes' as const), bytes }),
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('stream' as const),
      steps: fc.array(step, { maxLength: 5 }),
      ending: fc.constantFrom(
        'close',
        'close',
        'close',
        'error',
        'undefined error',
        'number',
        'null',
      ),
      pull: fc.boolean(),
    }),
  },
)

/** What of a body is bytes, up to its fault. */
export function bytesIn(body: Body): Buffer {
  if (body.kind === 'text') return Buffer.from(body.text)
  if (body.kind === 'bytes') return Buffer.from(body.bytes)
  if (body.kind === 'none') return Buffer.alloc(0)
  return Buffer.concat(body.steps.map(({ chunk }) => Buffer.from(chunk as string)))
}

export function faultIn(body: Body): boolean {
  return body.kind === 'stream' && body.ending !== 'close'
}

export function sourceOf(body: Body): BodyInit | null {
  if (body.kind === 'none') return null
  if (body.kind === 'text') return body.text
  if (body.kind === 'bytes') return body.bytes
  const { steps, ending, pull } = body
  const run = async (controller: ReadableStreamDefaultController<unknown>, from: number) => {
    for (const { chunk, pause } of steps.slice(from, pull ? from + 1 : undefined)) {
      await pausing(pause)
      controller.enqueue(chunk)
    }
    if (pull && from < steps.length) return
    if (ending === 'close') controller.close()
    else if (ending.endsWith('error'))
      controller.error(ending === 'error' ? new Error('of the source') : undefined)
    else controller.enqueue(ending === 'number' ? 42 : null)
  }
  let at = 0
  // What goes wrong after the reader has left is nobody's concern.
  const quietly = (work: Promise<void>) => work.catch(() => {})
  return new ReadableStream(
    pull
      ? { pull: controller => quietly(run(controller, at++)) }
      : { start: controller => void quietly(run(controller, 0)) },
  )
}

async function pausing(pause: Pause): Promise<void> {
  if (pause === 'microtask') await undefined
  if (pause === 'macrotask') await turn()
  if (pause === 'millisecond') await sleep(1)
}
