/** What a row has of a host: one connection of its own, the recordings, and the checks at the end. */
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Answer, Exchange, RequestLine } from '../hosts/client/answer'
import { Session } from '../hosts/client/http2'
import { Wire } from '../hosts/client/wire'
import type { Recordings, Running } from '../hosts/host/running'
import type { Host } from '../hosts/hosts'

export interface Probe extends RequestLine {
  /** 200 unless given. */
  readonly status?: number
}

export class Client {
  readonly host: Host
  readonly app: Running
  /** Path of the row's `handler`. */
  readonly path: string
  /** What that handler was called with. */
  readonly requests: Request[] = []
  private readonly wires: Promise<Wire>[] = []
  private readonly sessions: Session[] = []

  constructor(host: Host, app: Running, path: string) {
    this.host = host
    this.app = app
    this.path = path
    // The server is shared: what was recorded before is another row's.
    for (const list of Object.values(app.seen) as unknown[][]) list.length = 0
  }

  /** Errors that reached the host, calls of `onError`, requests that went on: since the row began. */
  get seen(): Recordings {
    return this.app.seen
  }

  /** The HTTP/1 connection of the case. */
  wire(): Promise<Wire> {
    return this.wires[0] ?? this.another()
  }

  /** One more HTTP/1 connection. */
  another(): Promise<Wire> {
    const wire = Wire.open(this.app.port)
    this.wires.push(wire)
    return wire
  }

  /** The HTTP/2 session of the case. */
  h2(): Session {
    const session = this.sessions[0] ?? new Session(this.app.port)
    if (this.sessions.length === 0) this.sessions.push(session)
    return session
  }

  /** Starts an exchange over the host's own protocol, on the connection of the case. */
  async open(line: RequestLine): Promise<Exchange> {
    return this.host.http2 ? this.h2().open(line) : (await this.wire()).request(line)
  }

  async send(line: RequestLine): Promise<Answer> {
    return (await this.open(line)).answer()
  }

  /** GET with a target exactly as given: `:path` over HTTP/2. */
  get(target: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send({ path: target, headers })
  }

  /** HTTP/1 only: bytes as they are, and the response to them. */
  async bytes(request: string | Uint8Array, method = 'GET'): Promise<Answer> {
    return (await this.wire()).raw(request, method).answer()
  }

  /** The next request on the same connection is answered, and nothing lies between the two. */
  async checkConnection(expected: 'kept' | 'closed' | 'either', probe: Probe): Promise<void> {
    if (expected === 'either') return
    if (this.host.http2) return check(await this.h2().open(probe).answer(), probe, 'same session')
    const wire = await this.wire()
    if (expected === 'closed') return closes(wire)
    check(await wire.exchange(probe), probe, 'same connection')
    expect(wire.unread).toBe('')
  }

  /** Somebody else is answered. */
  async checkServer(probe: Probe): Promise<void> {
    if (this.host.http2) {
      const session = new Session(this.app.port)
      check(await session.open(probe).answer(), probe, 'new session')
      return session.close()
    }
    const wire = await Wire.open(this.app.port)
    check(await wire.exchange(probe), probe, 'new connection')
    wire.close()
  }

  close(): void {
    for (const wire of this.wires) wire.then(open => open.close()).catch(() => {})
    for (const session of this.sessions) session.close()
  }
}

function check(answer: Answer, { status = 200 }: Probe, where: string): void {
  expect([where, answer.status, answer.cut]).toEqual([where, status, false])
}

async function closes(wire: Wire): Promise<void> {
  const patience = new AbortController()
  const late = sleep(5_000, undefined, { signal: patience.signal }).then(() => {
    throw new Error('the connection is still open after 5 s')
  })
  late.catch(() => {})
  const surplus = await Promise.race([wire.surplus(), late])
  patience.abort()
  expect(surplus).toBe('')
}

/** Waits for an event of a row's own making, at most five seconds. */
export async function within(emitter: NodeJS.EventEmitter, event: string): Promise<unknown[]> {
  return once(emitter, event, { signal: AbortSignal.timeout(5_000) })
}
