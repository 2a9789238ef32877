/** A started server with our mount in it: clients on one side, recordings on the other. */
import type http from 'node:http'
import type net from 'node:net'
import type { ChaosProxy } from '../../chaos/proxy'
import { proxyTo } from '../../chaos/weather'
import type { Answer, Exchange, RequestLine } from '../client/answer'
import { Session } from '../client/http2'
import { Wire } from '../client/wire'

export interface Recordings {
  /** Errors that reached the host: error middleware, a Koa try/catch, `onError` on plain Node. */
  readonly errors: any[]
  /** Every call of the `onError` option. */
  readonly reported: any[]
  /** Errors emitted on the Koa application. */
  readonly emitted: any[]
  /** Requests that reached the legacy echo behind us. */
  readonly legacy: Array<{ method: string; url: string }>
}

export function recordings(): Recordings {
  return { errors: [], reported: [], emitted: [], legacy: [] }
}

export class Running {
  /** Where the server listens. */
  readonly port: number
  readonly seen: Recordings
  /** What routeHandlers() returned: ready, fetch, routes, close. */
  readonly mount: any
  private readonly mounts: readonly any[]
  readonly server: http.Server
  /** Path of the `handler` of the setup. */
  readonly inline: string
  private readonly http2: boolean
  private readonly wires: Wire[] = []
  private session: Session | undefined
  private proxy: ChaosProxy | undefined

  constructor(parts: {
    server: any
    mount: any
    mounts: readonly any[]
    seen: Recordings
    inline: string
    http2: boolean
  }) {
    this.server = parts.server
    this.mount = parts.mount
    this.mounts = parts.mounts
    this.seen = parts.seen
    this.inline = parts.inline
    this.http2 = parts.http2
    this.port = (this.server.address() as net.AddressInfo).port
  }

  /** With `RH_CHAOS` set, all clients connect through the chaos proxy. */
  async behindChaos(): Promise<void> {
    this.proxy = await proxyTo(this.port)
  }

  /** Where clients connect. */
  private get entrance(): number {
    return this.proxy?.port ?? this.port
  }

  /** Starts an exchange over the host's own protocol. */
  async open(line: RequestLine): Promise<Exchange> {
    if (!this.http2) return (await this.wire()).request(line)
    return this.h2().open(line)
  }

  h2(): Session {
    if (!this.session?.usable) this.session = new Session(this.entrance)
    return this.session
  }

  /** The next exchange over HTTP/2 gets a new session. */
  reconnect(): void {
    this.session?.close()
    this.session = undefined
  }

  /** A raw HTTP/1.1 connection. */
  async wire(): Promise<Wire> {
    const wire = await Wire.open(this.entrance)
    this.wires.push(wire)
    return wire
  }

  async send(line: RequestLine): Promise<Answer> {
    return (await this.open(line)).answer()
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send({ path, headers })
  }

  /** One request as raw bytes, one response. */
  async bytes(request: string, method = 'GET'): Promise<Answer> {
    return (await this.wire()).raw(request, method).answer()
  }

  async stop(): Promise<void> {
    for (const wire of this.wires) wire.close()
    this.session?.close()
    await this.proxy?.close()
    const closed = new Promise(resolve => this.server.close(resolve))
    if ('closeAllConnections' in this.server) this.server.closeAllConnections()
    await closed
    await Promise.all(this.mounts.map(mount => mount.close({ graceMs: 100 })))
  }
}
