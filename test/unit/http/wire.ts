/** A real server and a raw socket, for what only shows on the wire. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'

export interface Wire {
  readonly socket: Socket
  /** Everything that came back so far. */
  received(): string
}

const HEAD = 'POST / HTTP/1.1\r\nHost: h\r\n'

/** The head of a chunked request, or of one with a declared length. */
export function head(length?: number): string {
  const framing = length === undefined ? 'Transfer-Encoding: chunked' : `Content-Length: ${length}`
  return `${HEAD}${framing}\r\n\r\n`
}

/** Hands the first request to `serve` and the client's end of the connection to `drive`. */
export async function overWire<T>(
  serve: (request: IncomingMessage, response: ServerResponse) => Promise<T>,
  drive: (wire: Wire) => unknown,
): Promise<T> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  // A client that goes on sending, whatever it has received.
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
  let received = ''
  socket.on('data', chunk => {
    received += chunk
  })
  socket.on('error', () => {})
  try {
    const driven = once(socket, 'connect').then(() => drive({ socket, received: () => received }))
    const [request, response] = await once(server, 'request')
    const [result] = await Promise.all([serve(request, response), driven])
    return result
  } finally {
    socket.destroy()
    server.closeAllConnections()
    server.close()
  }
}

/** Resolves once a condition holds; the event loop turns meanwhile, four seconds at most. */
export async function until(condition: () => boolean): Promise<void> {
  const end = performance.now() + 4_000
  while (!condition()) {
    if (performance.now() > end) throw new Error('what was waited for did not come in 4 s')
    await new Promise(resolve => setImmediate(resolve))
  }
}
