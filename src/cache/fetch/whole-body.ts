/**
 * Reads a body to its end, because only a whole one may be stored. One that is too long, or takes
 * too long, is let go of: whoever was given it reads on.
 */

export interface BodyLimits {
  readonly maxBytes: number
  /** Aborts when it has taken too long. */
  readonly signal: AbortSignal
}

/** @throws what the body fails with. */
export async function wholeBody(
  stream: ReadableStream<Uint8Array> | null,
  { maxBytes, signal }: BodyLimits,
): Promise<Buffer | 'too-large' | 'timeout'> {
  if (stream === null) return Buffer.alloc(0)
  const reader = stream.getReader()
  let isLate = signal.aborted
  // What is being read then ends, as if the body had.
  const stop = (): void => {
    isLate = true
    letGo(reader)
  }
  signal.addEventListener('abort', stop)
  try {
    const chunks: Uint8Array[] = []
    for (let bytes = 0; bytes <= maxBytes && !isLate; ) {
      const { done, value } = await reader.read()
      if (done) return isLate ? 'timeout' : Buffer.concat(chunks)
      chunks.push(value)
      bytes += value.byteLength
    }
    letGo(reader)
    return isLate ? 'timeout' : 'too-large'
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** What it fails with concerns nobody any more. */
function letGo(reader: ReadableStreamDefaultReader): void {
  reader.cancel().catch(() => {})
}
