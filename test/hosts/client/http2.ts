/** The same exchange over cleartext HTTP/2: one session per server, one stream per exchange. */
import http2 from 'node:http2'
import { type Answer, collect, type Exchange, type Head, type RequestLine } from './answer'
import { Cut, Inbox } from './inbox'

export class Session {
  private readonly session: http2.ClientHttp2Session
  private readonly authority: string

  constructor(port: number) {
    this.authority = `127.0.0.1:${port}`
    this.session = http2.connect(`http://${this.authority}`)
    this.session.on('error', () => {})
  }

  open(line: RequestLine): Stream {
    const method = line.method ?? 'GET'
    const { host, ...headers }: Record<string, string> = { ...line.headers }
    const body = line.body === undefined ? undefined : Buffer.from(line.body as string)
    if (body && !('content-length' in headers)) headers['content-length'] = String(body.length)
    const stream = this.session.request(
      { ':method': method, ':path': line.path, ':authority': host ?? this.authority, ...headers },
      { endStream: body === undefined && !line.open },
    )
    if (body) stream.write(body)
    if (!line.open && body) stream.end()
    return new Stream(stream)
  }

  /** Any pseudo headers, as they are. */
  raw(headers: http2.OutgoingHttpHeaders): Stream {
    return new Stream(this.session.request(headers, { endStream: true }))
  }

  /** False once the server said goodbye, e.g. after a header block beyond its limits. */
  get usable(): boolean {
    return !this.session.destroyed && !this.session.closed
  }

  close(): void {
    this.session.destroy()
  }
}

export class Stream implements Exchange {
  private readonly stream: http2.ClientHttp2Stream
  private readonly inbox: Inbox
  private readonly received: Promise<Head>
  /** The error code that the stream closed with. */
  readonly closed: Promise<number>

  constructor(stream: http2.ClientHttp2Stream) {
    this.stream = stream
    this.inbox = new Inbox(stream)
    this.received = new Promise((resolve, reject) => {
      stream.on('response', (headers, _flags, raw: unknown = []) => {
        resolve({ status: Number(headers[':status']), reason: '', lines: pairs(raw as string[]) })
      })
      stream.on('close', () => reject(new Cut(`stream closed, code ${stream.rstCode}`)))
    })
    this.received.catch(() => {})
    this.closed = new Promise(resolve => stream.once('close', () => resolve(stream.rstCode)))
    stream.on('data', (bytes: Buffer) => this.inbox.push(bytes))
    stream.pause()
    stream.on('error', () => this.inbox.close('cut'))
    // With NO_ERROR the server merely wants no more of the request (RFC 9113 §8.1).
    stream.on('aborted', () => {
      if (stream.rstCode !== 0) this.inbox.close('cut')
    })
    stream.on('end', () => this.inbox.close(stream.rstCode === 0 ? 'end' : 'cut'))
    stream.on('close', () => this.inbox.close(stream.rstCode === 0 ? 'end' : 'cut'))
  }

  write(bytes: string | Uint8Array): void {
    this.stream.write(bytes)
  }

  end(): void {
    this.stream.end()
  }

  async head(): Promise<Head> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('no response for 5 s')), 5_000)
    })
    return Promise.race([this.received, late]).finally(() => clearTimeout(timer))
  }

  piece(): Promise<Buffer | undefined> {
    return this.inbox.some(65_536)
  }

  answer(): Promise<Answer> {
    return collect(this)
  }

  leave(): void {
    this.stream.close(http2.constants.NGHTTP2_CANCEL)
  }
}

function pairs(raw: readonly string[]): Array<[string, string]> {
  const lines: Array<[string, string]> = []
  for (let at = 0; at < raw.length; at += 2) {
    const name = raw[at] ?? ''
    if (!name.startsWith(':')) lines.push([name, raw[at + 1] ?? ''])
  }
  return lines
}
