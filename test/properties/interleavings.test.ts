/**
 * Property 8 of reliability 5.4: in whatever order the client leaves, the socket drains, the handler
 * answers, the source produces or fails and the deadline passes: the source is cancelled once at
 * most, the answer ends or is destroyed exactly once, and no listener is left.
 */
import type { ServerResponse } from 'node:http'
import { setImmediate as turn } from 'node:timers/promises'
import fc from 'fast-check'
import { NodeLifecycle } from '../../src/http/lifecycle'
import { send } from '../../src/http/response/send'
import '../hosts/trap'
import { happened, holds } from './runs'
import { StubResponse } from './stub-response'

const play = fc.record({
  chunks: fc.array(fc.constantFrom('chunk', 'chunk', 'empty chunk', 'string'), { maxLength: 4 }),
  ending: fc.constantFrom('close', 'close', 'error', 'wrong chunk'),
  others: fc.subarray(['drain', 'drain', 'leave', 'timeout']),
  slow: fc.boolean(),
  /** What becomes of an answer that is still under way when all has happened. */
  finally: fc.constantFrom('drain', 'leave'),
})
type Play = typeof play extends fc.Arbitrary<infer T> ? T : never

class Source {
  cancels = 0
  /** Whether nobody has to cancel it any more. */
  over = false
  #controller!: ReadableStreamDefaultController<unknown>
  readonly body = new ReadableStream<unknown>({
    start: controller => {
      this.#controller = controller
    },
    cancel: () => {
      this.cancels++
      this.over = true
    },
  })

  act(step: string): void {
    if (this.over) return
    this.over = step === 'close' || step === 'error'
    if (step === 'close') this.#controller.close()
    else if (step === 'error') this.#controller.error(new Error('of the source'))
    else if (step === 'wrong chunk') this.#controller.enqueue(42)
    else if (step === 'string') this.#controller.enqueue('text')
    else this.#controller.enqueue(new Uint8Array(step === 'chunk' ? 3 : 0))
  }
}

type Settled = 'resolved' | 'rejected'

/** Everything that happens to one answer, in the order of the scheduler. */
async function perform(scheduler: fc.Scheduler, { chunks, ending, others, ...play }: Play) {
  const stub = new StubResponse(play.slow)
  const response = stub as unknown as ServerResponse
  const lifecycle = new NodeLifecycle(response)
  const source = new Source()
  const seen = { cuts: 0, settled: undefined as Settled | undefined }
  const onCut = () => void seen.cuts++
  const events = { onCut, onAnswered: () => {} }
  const options = { method: 'GET', lifecycle, events, untilSent: true }
  const does: Record<string, () => unknown> = {
    drain: () => stub.emit('drain'),
    leave: () => stub.leave(),
    timeout: () => lifecycle.abort(new DOMException('late', 'TimeoutError')),
    async answer() {
      const sent = (async () => send(new Response(source.body), response, options))()
      seen.settled = await sent.then(
        () => 'resolved' as const,
        () => 'rejected' as const,
      )
    },
  }
  for (const event of ['answer', ...others]) {
    scheduler.schedule(Promise.resolve(), event).then(() => does[event]!())
  }
  scheduler.scheduleSequence(
    [...chunks, ending].map(label => ({ label, builder: async () => source.act(label) })),
  )
  await scheduler.waitIdle()
  for (let turns = 0; turns < 12; turns++) {
    await turn()
    if (!stub.destroyed) does[play.finally]!()
  }
  return { stub, source, seen }
}

const count = { ended: 0, destroyed: 0, left: 0, rejected: 0 }

function expectOneEnd(
  { done: { ends, destroys, leaves }, headersSent }: StubResponse,
  settled: Settled | undefined,
): void {
  expect(settled).toBeDefined()
  if (settled === 'rejected') {
    // The host answers then.
    count.rejected++
    expect([ends, destroys, headersSent]).toEqual([0, 0, false])
  } else if (leaves > 0) {
    count.left++
    expect([destroys, ends <= 1]).toEqual([0, true])
  } else {
    count[ends === 1 ? 'ended' : 'destroyed']++
    expect(ends + destroys).toBe(1)
  }
}

/** With and without macrotasks between the events. */
const schedulers = fc.oneof(
  fc.scheduler(),
  fc.scheduler({
    act: async run => {
      await run()
      await turn()
    },
  }),
)

holds(
  'interleavings',
  'property 8: any order of events cancels at most once, ends once and leaves no listener',
  fc.asyncProperty(schedulers, play, async (scheduler, given) => {
    const { stub, source, seen } = await perform(scheduler, given)
    expectOneEnd(stub, seen.settled)
    expect([source.cancels <= 1, source.over]).toEqual([true, true])
    expect(seen.cuts).toBeLessThanOrEqual(stub.done.destroys)
    stub.leave()
    expect(stub.eventNames()).toEqual([])
  }),
)

happened(
  'interleavings',
  'property 8: answers ended, were destroyed, were left and were refused',
  count,
  0.02,
)
