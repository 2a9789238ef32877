/**
 * A raw HTTP/1.1 client: `fetch` would join duplicate header lines, follow redirects and refuse
 * some methods and headers. What arrives is kept as it arrived, a cut connection included.
 */
import { Agent, type IncomingMessage, request as open } from 'node:http'

export interface WireRequest {
  readonly method?: string
  /** The request target, sent byte for byte. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  readonly body?: string | Uint8Array
  /** Leave as soon as the first chunk of the body is here. */
  readonly leave?: boolean
  /** Sent, on a connection of its own, as soon as the first chunk of the body is here. */
  readonly meanwhile?: WireRequest
}

export interface Answer {
  /** 0 where the connection ended without a response. */
  status: number
  statusText: string
  /** Lower-case name → its lines, in the order of the wire. */
  headers: Record<string, string[]>
  body: string
  /** The length of the body as sent, whatever its transfer coding. */
  bytes: number
  /** Why the answer is incomplete, if it is. */
  cut?: string
}

const TIMEOUT = 15_000

/** Sends one request to `localhost` on a fresh connection and collects the answer. */
export function send(port: number, wire: WireRequest): Promise<Answer> {
  const agent = new Agent({ keepAlive: true })
  return new Promise<Answer>(resolve => {
    const { method = 'GET', path, headers = {}, body } = wire
    const request = open({
      host: '127.0.0.1',
      port,
      agent,
      method,
      path,
      headers: head(headers, port),
    })
    request.setTimeout(TIMEOUT, () => request.destroy(new Error('timeout')))
    request.on('response', response => resolve(collect(port, wire, response)))
    request.on('error', error => resolve(noResponse(error)))
    request.end(body)
  }).finally(() => agent.destroy())
}

/** `Host` is localhost unless the request names another. */
function head(headers: NonNullable<WireRequest['headers']>, port: number) {
  return { host: `localhost:${port}`, ...headers } as Record<string, string | string[]>
}

function noResponse(error: NodeJS.ErrnoException): Answer {
  return {
    status: 0,
    statusText: '',
    headers: {},
    body: '',
    bytes: 0,
    cut: error.code ?? error.message,
  }
}

async function collect(
  port: number,
  wire: WireRequest,
  response: IncomingMessage,
): Promise<Answer> {
  const chunks: Buffer[] = []
  let meanwhile: Promise<Answer> | undefined
  let cut: string | undefined
  try {
    for await (const chunk of response) {
      chunks.push(chunk)
      if (wire.leave) break
      if (wire.meanwhile) meanwhile ??= send(port, wire.meanwhile)
    }
  } catch (error) {
    cut = (error as NodeJS.ErrnoException).code ?? String(error)
  }
  await meanwhile
  const body = Buffer.concat(chunks)
  const answer: Answer = {
    status: response.statusCode ?? 0,
    statusText: response.statusMessage ?? '',
    headers: lines(response.rawHeaders),
    body: body.toString(),
    bytes: body.length,
  }
  return cut === undefined ? answer : { ...answer, cut }
}

function lines(raw: readonly string[]): Answer['headers'] {
  const headers: Answer['headers'] = {}
  for (let at = 0; at < raw.length; at += 2) {
    const name = raw[at]!.toLowerCase()
    headers[name] = [...(headers[name] ?? []), raw[at + 1]!]
  }
  return headers
}
