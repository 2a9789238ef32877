/**
 * The request of a proxy: the parts of what arrived, with a body that the handler can read again.
 * As in Next.js nothing is buffered unless the proxy reads it.
 */
import type { Converted } from '../exchange.js'
import type { BodySource } from '../fetch/request-parts.js'
import { ReadableStream } from '../natives.js'

export class SharedParts implements Converted {
  readonly method: string
  readonly source: unknown
  readonly #parts: Converted
  #bytes: Promise<Uint8Array> | undefined

  constructor(parts: Converted) {
    this.method = parts.method
    this.source = parts.source
    this.#parts = parts
  }

  /** Whether the body has been asked for. */
  get isTaken(): boolean {
    return this.#bytes !== undefined
  }

  url(): string {
    return this.#parts.url()
  }

  /**
   * Without what `NextResponse` writes to its own headers: a proxy that copies the headers of a
   * request to its response would obey the client (CVE-2025-57822).
   */
  headers(): Headers {
    const headers = this.#parts.headers()
    for (const name of [...headers.keys()]) {
      if (name.startsWith('x-middleware-')) headers.delete(name)
    }
    return headers
  }

  signal(): AbortSignal {
    return this.#parts.signal()
  }

  overLimit(): Error | undefined {
    return this.#parts.overLimit()
  }

  wasRead(): boolean {
    return this.#parts.wasRead()
  }

  body(): BodySource | null {
    const source = this.#parts.body()
    if (source === null) return null
    const bytes = async (): Promise<Uint8Array> => {
      this.#bytes ??= source.bytes()
      // To each a copy: whoever decodes it may give its memory away.
      return (await this.#bytes).slice()
    }
    return { bytes, stream: () => streamOf(bytes) }
  }
}

function streamOf(bytes: () => Promise<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const whole = await bytes()
        if (whole.byteLength > 0) controller.enqueue(whole)
        controller.close()
      },
    },
    { highWaterMark: 0 },
  )
}
