/**
 * An HTTP/1.1 client on a bare socket. Sends any bytes, reads any number of responses from one
 * connection, and tells a truncated response from a complete one (RFC 9112 section 8).
 */
import net from 'node:net'
import { type Answer, collect, type Exchange, type Head, type RequestLine } from './answer'
import { Cut, Inbox } from './inbox'

type Framing =
  | { kind: 'none' }
  | { kind: 'length'; left: number }
  | { kind: 'chunked'; left: number; done: boolean }
  | { kind: 'close' }

export class Wire implements Exchange {
  private readonly socket: net.Socket
  private readonly inbox: Inbox
  private readonly host: string
  private readonly methods: string[] = []
  private framing: Framing = { kind: 'none' }
  readonly closed: Promise<void>

  private constructor(socket: net.Socket, port: number) {
    this.socket = socket
    this.host = `127.0.0.1:${port}`
    this.inbox = new Inbox(socket)
    socket.on('data', bytes => this.inbox.push(bytes as Buffer))
    socket.pause()
    socket.on('end', () => this.inbox.close('end'))
    socket.on('error', () => this.inbox.close('cut'))
    this.closed = new Promise(resolve =>
      socket.on('close', () => {
        this.inbox.close('cut')
        resolve()
      }),
    )
  }

  static async open(port: number): Promise<Wire> {
    const socket = net.connect({ port, host: '127.0.0.1', noDelay: true })
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve)
      socket.once('error', reject)
    })
    return new Wire(socket, port)
  }

  /** Sends bytes as they are. `method` says how the response is framed (HEAD has no body). */
  raw(bytes: string | Uint8Array, method = 'GET'): this {
    this.methods.push(method)
    this.socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes)
    return this
  }

  request(line: RequestLine): this {
    const method = line.method ?? 'GET'
    const body = line.body === undefined ? undefined : Buffer.from(line.body as string)
    const headers: Record<string, string> = { host: this.host, ...line.headers }
    if (body && !('content-length' in headers) && !('transfer-encoding' in headers)) {
      headers['content-length'] = String(body.length)
    }
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
    this.raw(`${method} ${line.path} HTTP/1.1\r\n${lines.join('')}\r\n`, method)
    if (body) this.socket.write(body)
    return this
  }

  write(bytes: string | Uint8Array): void {
    this.socket.write(bytes)
  }

  end(): void {}

  async head(): Promise<Head> {
    const head = await this.anyHead()
    if (head.status < 200) return this.head()
    this.framing = framing(head, this.methods.shift() ?? 'GET')
    return head
  }

  /** The next head, interim responses (1xx) included; what follows is not read as a body. */
  async anyHead(): Promise<Head> {
    const [start = '', ...rest] = (await this.inbox.until('\r\n\r\n')).split('\r\n')
    const match = /^HTTP\/1\.[01] (\d{3}) ?(.*)$/.exec(start)
    if (!match) throw new Error(`not a status line: ${JSON.stringify(start.slice(0, 200))}`)
    const lines = rest.map(line => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const
    })
    return { status: Number(match[1]), reason: match[2] ?? '', lines }
  }

  async piece(): Promise<Buffer | undefined> {
    const { framing } = this
    if (framing.kind === 'none') return undefined
    if (framing.kind === 'close') return this.inbox.some(65_536)
    if (framing.kind === 'chunked' && framing.left === 0) await this.chunkHead(framing)
    if (framing.left === 0) return undefined
    const bytes = await this.inbox.some(framing.left)
    if (!bytes) throw new Cut(`closed with ${framing.left} bytes missing`)
    framing.left -= bytes.length
    if (framing.kind === 'chunked' && framing.left === 0) await this.inbox.until('\r\n')
    return bytes
  }

  private async chunkHead(framing: { left: number; done: boolean }): Promise<void> {
    if (framing.done) return
    framing.left = Number.parseInt(await this.inbox.until('\r\n'), 16)
    if (framing.left > 0) return
    framing.done = true
    while ((await this.inbox.until('\r\n')) !== '');
  }

  answer(): Promise<Answer> {
    return collect(this)
  }

  /** Sends a request and reads its response, on this connection. */
  exchange(line: RequestLine): Promise<Answer> {
    return this.request(line).answer()
  }

  /** Waits until the server closed its side; gives the bytes nobody asked for. */
  async surplus(): Promise<string> {
    const pieces: Buffer[] = []
    try {
      for (let bytes = await this.inbox.some(65_536); bytes; bytes = await this.inbox.some(65_536))
        pieces.push(bytes)
    } catch (error) {
      if (!(error instanceof Cut)) throw error
    }
    return Buffer.concat(pieces).toString('latin1')
  }

  /** Bytes that arrived after the last response and that nobody asked for. */
  get unread(): string {
    return this.inbox.rest.toString('latin1')
  }

  /** How the server's side ended, if it did: in order or by a reset. */
  get ending(): 'open' | 'end' | 'cut' {
    return this.inbox.state
  }

  /** Half-close: no more bytes from us. */
  fin(): void {
    this.socket.end()
  }

  leave(): void {
    this.socket.resetAndDestroy()
  }

  close(): void {
    this.socket.destroy()
  }
}

function framing(head: Head, method: string): Framing {
  const find = (name: string) => head.lines.filter(([key]) => key === name).map(([, v]) => v)
  const lengths = find('content-length')
  const codings = find('transfer-encoding')
  if (lengths.length > 1) throw new Error(`content-length was sent ${lengths.length} times`)
  if (lengths.length > 0 && codings.length > 0) throw new Error('length and coding both sent')
  if (method === 'HEAD' || head.status === 204 || head.status === 304) return { kind: 'none' }
  if (codings.length > 0) return { kind: 'chunked', left: 0, done: false }
  if (lengths[0] !== undefined) return { kind: 'length', left: Number(lengths[0]) }
  return { kind: 'close' }
}
