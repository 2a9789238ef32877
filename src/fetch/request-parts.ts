/**
 * What a lazily built `Request` is made of. Each function is called at most once, when its part
 * is first asked for; knows neither Node's HTTP classes nor Next.js.
 */
export interface RequestParts {
  /** Upper case, as `Request.method` gives it. */
  readonly method: string
  /** Absolute, without fragment. */
  url(): string
  headers(): Headers
  /** `null` when the request has no body in the sense of the Fetch standard (GET, HEAD). */
  body(): BodySource | null
  signal(): AbortSignal
}

/** Bytes that can be taken once, either as a stream or whole. */
export interface BodySource {
  stream(): ReadableStream<Uint8Array>
}
