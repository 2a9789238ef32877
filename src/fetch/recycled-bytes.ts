/**
 * Memory for copies of large bodies, used again. A copy is due for every body of bytes (Fetch
 * standard, "extract a body"), and fresh memory costs more than the copying itself: the kernel maps
 * and clears each page, and the collector is told of every megabyte.
 */

/** Below this the allocator does as well. Bytes. */
const SMALLEST = 64 * 1024
/** Bytes of one copy that is kept for later. */
const LARGEST = 4 * 1024 * 1024
/** Bytes that lie idle at most. */
const IDLE_LIMIT = 8 * 1024 * 1024

const idle: ArrayBuffer[] = []
let idleBytes = 0

/** Memory that no other code has made: only that is ours to use again. */
const own = new WeakSet<ArrayBuffer>()

/** A copy, in memory that {@link recycle} may take back. What lies behind its end is not clear. */
export function copyBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const copy = recyclable(bytes.byteLength)
  copy.set(bytes)
  return copy
}

/** So many bytes, whatever is in them. */
export function recyclable(byteLength: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(take(byteLength), 0, byteLength)
}

/**
 * Takes the memory of a copy back, and leaves all other bytes alone.
 *
 * @param bytes - which nobody may have any more, not even the kernel.
 */
export function recycle({ buffer }: Uint8Array): void {
  const memory = buffer as ArrayBuffer
  if (!own.delete(memory) || idleBytes + memory.byteLength > IDLE_LIMIT) return
  idle.push(memory)
  idleBytes += memory.byteLength
}

/** The bytes without what lies behind them, for those who can see the memory they are in. */
export function exactly(bytes: Uint8Array): Uint8Array {
  return own.has(bytes.buffer as ArrayBuffer) ? bytes.slice() : bytes
}

/** The memory that was in use last is the one that is still in the caches of the processor. */
function take(bytes: number): ArrayBuffer {
  if (bytes < SMALLEST || bytes > LARGEST) return new ArrayBuffer(bytes)
  const at = idle.findLastIndex(({ byteLength }) => byteLength >= bytes && byteLength <= bytes * 2)
  const memory = at === -1 ? new ArrayBuffer(bytes) : idle.splice(at, 1)[0]!
  if (at !== -1) idleBytes -= memory.byteLength
  own.add(memory)
  return memory
}
