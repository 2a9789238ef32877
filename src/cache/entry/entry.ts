/** A stored value: what it is, when it was begun, and what can make it invalid. */

/** `R` answer of a route, `F` fetched data, `U` `unstable_cache`, `C` `'use cache'` and `cached()`. */
export type Kind = 'R' | 'F' | 'U' | 'C'

/**
 * The moment at which a value was begun, in the terms of a tag store. It is read before the origin
 * is touched: a value that was begun before an invalidation is older than it, however late it
 * comes to be stored.
 */
export interface Stamp {
  /** Which manifest of tags; under another one nothing is known about the value. */
  readonly manifest: string
  /** How many invalidations the manifest had seen. */
  readonly epoch: number
  /** Milliseconds, by the clock of the tag store. */
  readonly time: number
}

/** A value that is stored, with all that decides whether it may be used. */
export interface Entry extends Stamp {
  readonly kind: Kind
  /** Seconds after which it is stale; `Infinity` for never. */
  readonly revalidate: number
  /** Seconds after which it must not be used; `Infinity` for never. */
  readonly expire: number
  readonly tags: readonly string[]
  readonly body: Buffer
  /** Of an answer and of fetched data. */
  readonly status?: number
  /** In order, repeated lines included. */
  readonly headers?: readonly (readonly [string, string])[]
  /** Of fetched data: where redirects ended. */
  readonly url?: string
  /** Of an answer: a weak entity tag, computed once. */
  readonly etag?: string
}

/** What an entry costs in memory beside its bytes and texts. */
const OVERHEAD_BYTES = 512

/** Bytes that an entry is counted with where memory is bounded. */
export function sizeOf({ body, headers = [], tags }: Entry): number {
  let characters = 0
  for (const [name, value] of headers) characters += name.length + value.length
  for (const tag of tags) characters += tag.length
  return body.byteLength + characters * 2 + OVERHEAD_BYTES
}

/** Whether the first value was begun before the second, as far as one manifest can tell. */
export function isOlder(first: Stamp, second: Stamp): boolean {
  if (first.epoch !== second.epoch) return first.epoch < second.epoch
  return first.time < second.time
}
