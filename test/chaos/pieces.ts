/** How bytes that were sent together arrive apart. */

/** Up to so many bytes are dribbled whole: heads, chunk sizes, small bodies. */
const SHORT = 1024
/** Of what is longer, so many single bytes at either end: megabytes must not take minutes. */
const ENDS = 4

/** One byte at a time. */
export function* dribble(bytes: Buffer): Generator<Buffer> {
  const whole = bytes.length <= SHORT
  const first = whole ? bytes.length : ENDS
  for (let at = 0; at < first; at++) yield bytes.subarray(at, at + 1)
  if (whole) return
  const last = bytes.length - ENDS
  yield bytes.subarray(first, last)
  for (let at = last; at < bytes.length; at++) yield bytes.subarray(at, at + 1)
}

/** Pieces of random sizes: mostly small, where boundaries hurt, and some as large as a segment. */
export function rechunk(random: () => number): (bytes: Buffer) => Iterable<Buffer> {
  return function* (bytes) {
    for (let at = 0; at < bytes.length; ) {
      const largest = random() < 0.7 ? 64 : 16_384
      const size = 1 + Math.floor(random() * largest)
      yield bytes.subarray(at, at + size)
      at += size
    }
  }
}

/** Numbers in [0, 1) that a seed determines (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
