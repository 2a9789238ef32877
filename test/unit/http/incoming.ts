/** Node's own `IncomingMessage`, fed by hand, in every state that middleware can leave it in. */
import { once } from 'node:events'
import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'

export interface Sent {
  readonly method?: string
  readonly headers?: Record<string, string>
  readonly chunks?: readonly (string | Uint8Array)[]
  /** Members that middleware has set: `body`, `rawBody`, `_body`, `files`. */
  readonly left?: object
  /** Leaves the body open, as while the client is still sending. */
  readonly open?: boolean
}

export function incoming({ method = 'POST', headers = {}, chunks = [], ...sent }: Sent) {
  const message = new IncomingMessage(new Socket())
  const host = { host: 'host.example' }
  Object.assign(message, { method, headers: { ...host, ...headers }, url: '/' }, sent.left)
  for (const chunk of chunks) message.push(Buffer.from(chunk))
  if (!sent.open) {
    message.complete = true
    message.push(null)
  }
  return message
}

/** The body as a parser takes it. */
export async function consume(message: IncomingMessage): Promise<IncomingMessage> {
  await buffer(message)
  return message
}

/** What a parser does with an empty body: it meets the end without a byte. */
export async function meetEnd(message: IncomingMessage): Promise<IncomingMessage> {
  message.resume()
  await once(message, 'end')
  return message
}

/** One chunk taken, then paused. */
export async function consumePartly(message: IncomingMessage): Promise<IncomingMessage> {
  message.once('data', () => message.pause())
  await once(message, 'data')
  return message
}
