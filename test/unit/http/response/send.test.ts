import type { ServerResponse } from 'node:http'
import { setImmediate as turn } from 'node:timers/promises'
import { NodeLifecycle } from '../../../../src/http/lifecycle'
import { send } from '../../../../src/http/response/send'
import { StubResponse } from '../../../properties/stub-response'

/** Sends a stream that is under way when the head goes out. */
async function sending() {
  let controller!: ReadableStreamDefaultController<Uint8Array>
  const body = new ReadableStream({
    start(given) {
      controller = given
    },
  })
  const stub = new StubResponse(false)
  const response = stub as unknown as ServerResponse
  const lifecycle = new NodeLifecycle(response)
  const options = {
    method: 'GET',
    lifecycle,
    events: { onCut: () => {}, onAnswered: () => {} },
    untilSent: true,
  }
  const sent = send(new Response(body), response, options)
  while (!stub.headersSent) await turn()
  return { stub, controller, lifecycle, sent }
}

test('a deadline that passes while the last bytes are on their way cuts nothing off', async () => {
  const { stub, controller, lifecycle, sent } = await sending()
  controller.enqueue(new Uint8Array(3))
  controller.close()
  await sent
  lifecycle.abort(new DOMException('late', 'TimeoutError'))
  expect(stub.done).toEqual({ ends: 1, destroys: 0, leaves: 0 })
  expect(lifecycle.signal.aborted).toBe(true)
})

test('a deadline that passes before the end cuts the answer', async () => {
  const { stub, controller, lifecycle, sent } = await sending()
  controller.enqueue(new Uint8Array(3))
  lifecycle.abort(new DOMException('late', 'TimeoutError'))
  await sent
  expect(stub.done).toEqual({ ends: 0, destroys: 1, leaves: 0 })
})
