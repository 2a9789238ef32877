/** What the converter needs of a `ServerResponse`, with a socket that the test drives. */
import { EventEmitter } from 'node:events'

export class StubResponse extends EventEmitter {
  statusCode = 200
  statusMessage = ''
  headersSent = false
  destroyed = false
  writableEnded = false
  writableFinished = false
  /** What was done to it. */
  readonly done = { ends: 0, destroys: 0, leaves: 0 }
  readonly #headers = new Map<string, unknown>()
  readonly #slow: boolean

  /** @param slow - every write is held up until it drains. */
  constructor(slow: boolean) {
    super()
    this.#slow = slow
  }

  getHeader(name: string): unknown {
    return this.#headers.get(name)
  }

  hasHeader(name: string): boolean {
    return this.#headers.has(name)
  }

  setHeader(name: string, value: unknown): void {
    if (this.headersSent) throw new Error('the head was sent')
    this.#headers.set(name, value)
  }

  removeHeader(name: string): void {
    if (this.headersSent) throw new Error('the head was sent')
    this.#headers.delete(name)
  }

  flushHeaders(): void {
    this.headersSent = true
  }

  write(): boolean {
    if (this.writableEnded || this.destroyed) throw new Error('write after the end')
    this.headersSent = true
    return !this.#slow
  }

  /** Node finishes and closes later, if the client is still there. */
  end(): void {
    this.headersSent = true
    this.writableEnded = true
    this.done.ends++
    setImmediate(() => {
      if (this.destroyed) return
      this.writableFinished = true
      this.#close()
    })
  }

  /** The server breaks off. */
  destroy(): void {
    this.done.destroys++
    this.#close()
  }

  /** The client goes away. */
  leave(): void {
    if (this.destroyed) return
    this.done.leaves++
    this.#close()
  }

  #close(): void {
    if (this.destroyed) return
    this.destroyed = true
    this.emit('close')
  }
}
