/** What all processes read from: data with a version, counted reads, and a time that each takes. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { setTimeout } from 'node:timers/promises'

export class Origin {
  version = 1
  hits = 0
  /** How long a read takes. Milliseconds. */
  delay = 0
  readonly #hitsOf = new Map<string, number>()
  readonly #server: Server

  private constructor() {
    this.#server = createServer(async ({ url = '/' }, res) => {
      this.hits++
      const name = url.slice(1)
      this.#hitsOf.set(name, this.hitsOf(name) + 1)
      const { version } = this
      await setTimeout(this.delay)
      res.end(String(version))
    })
  }

  static async start(): Promise<Origin> {
    const origin = new Origin()
    origin.#server.listen(0, '127.0.0.1')
    await once(origin.#server, 'listening')
    return origin
  }

  /** Reads of one path. */
  hitsOf(name: string): number {
    return this.#hitsOf.get(name) ?? 0
  }

  get url(): string {
    const address = this.#server.address()
    if (typeof address !== 'object' || address === null) throw new Error('not listening')
    return `http://127.0.0.1:${address.port}/`
  }

  stop(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }
}
