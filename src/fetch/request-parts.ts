/**
 * What an incoming `Request` is made of, part by part. A function is called when its part is first
 * asked for, and gives a fresh object each time. Knows neither Node's HTTP classes nor Next.js.
 */
export interface RequestParts {
  /** As `Request.method` gives it: upper case for the methods the Fetch standard normalises. */
  readonly method: string
  /** Absolute, serialised as the URL standard does, without fragment. */
  url(): string
  headers(): Headers
  /** `null` when the request has no body in the sense of the Fetch standard (GET, HEAD). */
  body(): BodySource | null
  signal(): AbortSignal
  /** What the request was made from, e.g. a Node message; see {@link sourceOf}. */
  readonly source?: unknown
}

/** Bytes that can be taken once: either as a stream, or whole. */
export interface BodySource {
  /** Set where there is one piece, and worth waiting for: an answer can still become an error. */
  readonly comesWhole?: true
  stream(): ReadableStream<Uint8Array>
  /**
   * Rejects with the error that {@link stream} would have errored with.
   *
   * @param isPassing - whether the caller gives the bytes to `recycle()` once they are decoded.
   */
  bytes(isPassing?: boolean): Promise<Uint8Array>
}
