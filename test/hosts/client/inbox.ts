/** Bytes that arrived and were not asked for yet. Reading stops while nobody asks. */

/** The peer closed or reset before the message was complete. */
export class Cut extends Error {}

const PATIENCE = 5_000

export interface Tap {
  pause(): void
  resume(): void
}

export class Inbox {
  private bytes: Buffer = Buffer.alloc(0)
  private ending: 'open' | 'end' | 'cut' = 'open'
  private wake: (() => void) | undefined
  private readonly tap: Tap

  constructor(tap: Tap) {
    this.tap = tap
    tap.pause()
  }

  push(bytes: Buffer): void {
    this.bytes = Buffer.concat([this.bytes, bytes])
    this.tap.pause()
    this.wake?.()
  }

  close(ending: 'end' | 'cut'): void {
    if (this.ending === 'open') this.ending = ending
    this.wake?.()
  }

  get state(): 'open' | 'end' | 'cut' {
    return this.ending
  }

  /** Waits for more bytes; false when there will be none. A hang is reported, not sat out. */
  private async more(): Promise<boolean> {
    if (this.ending !== 'open') return false
    const before = this.bytes.length
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('the server sent nothing for 5 s')), PATIENCE)
      this.wake = () => {
        clearTimeout(timer)
        resolve()
      }
      this.tap.resume()
    })
    this.wake = undefined
    return this.bytes.length > before || this.ending === 'open'
  }

  private takeBytes(count: number): Buffer {
    const taken = this.bytes.subarray(0, count)
    this.bytes = this.bytes.subarray(count)
    return taken
  }

  /** Everything up to and without `mark`, which is consumed. */
  async until(mark: string): Promise<string> {
    for (;;) {
      const at = this.bytes.indexOf(mark)
      if (at !== -1) {
        const text = this.takeBytes(at).toString('latin1')
        this.takeBytes(mark.length)
        return text
      }
      if (!(await this.more())) throw new Cut(`closed while waiting for ${JSON.stringify(mark)}`)
    }
  }

  /** At least one byte, at most `limit`; undefined at a clean end of the stream. */
  async some(limit: number): Promise<Buffer | undefined> {
    while (this.bytes.length === 0) {
      if (await this.more()) continue
      if (this.bytes.length > 0) break
      if (this.ending === 'cut') throw new Cut('reset')
      return undefined
    }
    return this.takeBytes(Math.min(limit, this.bytes.length))
  }

  /** Whatever lies here unread, e.g. surplus bytes after a response. */
  get rest(): Buffer {
    return this.bytes
  }
}
