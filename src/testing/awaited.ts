/**
 * Runs one request of a test to its end: when the answer is given, `after()` work is done, and its
 * failure is the test's. The end of a streamed answer is up to its reader, so there the same holds
 * for the end of the stream.
 */

import { settleFetch } from '../fetch-exchange.js'
import { setImmediate } from '../immediate.js'
import type { Destination, RouteDirectory } from '../routes.js'
import type { LateErrors } from './late-errors.js'
import type { TestExchange } from './test-exchange.js'

/** @throws what the handler threw, or what its `after()` work did. */
export async function awaited(
  directory: RouteDirectory,
  found: Destination,
  exchange: TestExchange,
  late: LateErrors,
): Promise<Response> {
  const response = await unlessFailed(settleFetch(directory, found, exchange), exchange, late)
  // An answer without a stream ends by itself, with the immediate before this one.
  await new Promise<void>(resolve => setImmediate(resolve))
  if (!exchange.lifecycle.ended) return withStream(response, exchange, late)
  await finish(exchange, late)
  return response
}

async function unlessFailed<T>(
  work: Promise<T>,
  exchange: TestExchange,
  late: LateErrors,
): Promise<T> {
  try {
    return await work
  } catch (error) {
    await exchange.finished
    late.show(exchange.request, error)
    throw error
  }
}

async function finish(exchange: TestExchange, late: LateErrors): Promise<void> {
  await exchange.finished
  late.raise(exchange.request)
}

function withStream(response: Response, exchange: TestExchange, late: LateErrors): Response {
  const reader = response.body!.getReader()
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await unlessFailed(reader.read(), exchange, late)
        if (!done) return controller.enqueue(value)
        await finish(exchange, late)
        controller.close()
      },
      async cancel(reason) {
        await reader.cancel(reason)
        await finish(exchange, late)
      },
    },
    { highWaterMark: 0 },
  )
  return new Response(body, response)
}
