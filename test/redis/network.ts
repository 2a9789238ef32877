/** A network between a process and its Redis: slow, silent, or cut. */
import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'

interface Pair {
  readonly client: Socket
  readonly server: Socket
  /** Whether it carries messages rather than replies. */
  isSubscriber: boolean
}

export class Network {
  /** What comes back is late by this. Milliseconds. */
  delay = 0
  /** The same for messages of channels, where they are to differ. */
  messageDelay: number | undefined
  readonly #server: Server
  readonly #pairs = new Set<Pair>()
  #state: 'open' | 'silent' | 'cut' = 'open'

  private constructor(port: number) {
    this.#server = createServer(client => this.#accept(client, port))
  }

  static async start(port: number): Promise<Network> {
    const network = new Network(port)
    network.#server.listen(0, '127.0.0.1')
    await once(network.#server, 'listening')
    return network
  }

  get port(): number {
    const address = this.#server.address()
    if (typeof address !== 'object' || address === null) throw new Error('not listening')
    return address.port
  }

  /** Connections are accepted, and nothing is ever answered. */
  silence(): void {
    this.#state = 'silent'
  }

  /** Connections end, and new ones end at once. */
  cut(): void {
    this.#state = 'cut'
    this.#endAll()
  }

  /** As before; connections that have lost something end. */
  restore(): void {
    this.#state = 'open'
    this.#endAll()
  }

  stop(): void {
    this.#endAll()
    this.#server.close()
  }

  #endAll(): void {
    for (const { client, server } of this.#pairs) {
      client.destroy()
      server.destroy()
    }
    this.#pairs.clear()
  }

  #accept(client: Socket, port: number): void {
    if (this.#state === 'cut') return void client.destroy()
    const server = connect(port, '127.0.0.1')
    const pair: Pair = { client, server, isSubscriber: false }
    this.#pairs.add(pair)
    client.on('data', data => {
      if (/subscribe/i.test(data.toString('latin1'))) pair.isSubscriber = true
      if (this.#state === 'open') server.write(data)
    })
    server.on('data', data => this.#answer(pair, data))
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      one.on('error', () => {})
      one.on('close', () => {
        other.destroy()
        this.#pairs.delete(pair)
      })
    }
  }

  #answer({ client, isSubscriber }: Pair, data: Buffer): void {
    const delay = isSubscriber ? (this.messageDelay ?? this.delay) : this.delay
    const pass = (): void => {
      if (this.#state === 'open' && !client.destroyed) client.write(data)
    }
    if (delay > 0) setTimeout(pass, delay)
    else pass()
  }
}
