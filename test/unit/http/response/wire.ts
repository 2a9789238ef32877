/** A real `ServerResponse` over a socket that keeps what is written to it. */
import { type IncomingMessage, ServerResponse } from 'node:http'
import { Duplex } from 'node:stream'
import { NodeLifecycle } from '../../../../src/http/lifecycle'
import { send } from '../../../../src/http/response/send'

export interface Wire {
  readonly response: ServerResponse
  /** What came over the wire, as latin1. */
  readonly text: () => string
  readonly send: (answer: Response) => void | Promise<void>
}

export function openWire(): Wire {
  const chunks: Buffer[] = []
  const socket = new Duplex({
    read() {},
    write(chunk, encoding, callback) {
      // A chunk is copied when it leaves, not when it is looked at.
      setImmediate(() => {
        chunks.push(Buffer.from(chunk, encoding))
        callback()
      })
    },
  })
  const request = { method: 'GET', httpVersionMajor: 1, httpVersionMinor: 1, headers: {} }
  const response = new ServerResponse(request as unknown as IncomingMessage)
  response.assignSocket(socket as never)
  socket.on('drain', () => response.emit('drain'))
  const lifecycle = new NodeLifecycle(response)
  const fail = (error?: unknown): never => {
    throw error
  }
  const options = {
    method: 'GET',
    lifecycle,
    events: { onCut: fail, onAnswered: fail },
    untilSent: true,
  }
  return {
    response,
    text: () => Buffer.concat(chunks).toString('latin1'),
    send: answer => send(answer, response, options),
  }
}
