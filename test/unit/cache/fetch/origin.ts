/** An origin on a real socket, which counts who comes. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Origin {
  readonly url: string
  /** `GET /path` of each request, in order. */
  readonly calls: string[]
  stop(): Promise<void>
}

type Answer = (
  request: IncomingMessage,
  response: ServerResponse,
  /** From 1. */
  count: number,
) => unknown

/** Answers with the number of the request, unless told otherwise. */
export const counted: Answer = (_, response, count) => response.end(String(count))

export async function startOrigin(answer: Answer = counted): Promise<Origin> {
  const calls: string[] = []
  const server = createServer((request, response) => {
    calls.push(`${request.method} ${request.url}`)
    answer(request, response, calls.length)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    async stop() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
