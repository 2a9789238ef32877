/** The engine's limits, all of them with defaults. Times in milliseconds. */
export interface EngineSettings {
  /** Bytes of entries in memory. */
  readonly maxMemoryBytes: number
  /** Bytes of one entry. */
  readonly maxEntryBytes: number
  /** `strict`: every read asks the tags' authority first. */
  readonly consistency: 'bounded' | 'strict'
  readonly generateTimeoutMs: number
  readonly maxBackground: number
  readonly maxQueued: number
  readonly hitForMissMs: number
  readonly maxHitForMiss: number
  /** Between attempts after a failure: the `revalidate` time within these bounds. */
  readonly backoffMs: readonly [min: number, max: number]
  /** For which a lock holds unless it is renewed. */
  readonly leaseMs: number
  /** After which somebody who waits for another process makes the value himself. */
  readonly lockWaitMs: number
  /** After which what is older than the connection was lost counts as stale. */
  readonly maxDisconnectedMs: number
  /** The longest that a store outside keeps an entry. */
  readonly maxTtlMs: number
}

const MEBIBYTE = 1024 * 1024
const DAY_MS = 86_400_000

export const DEFAULTS: EngineSettings = {
  maxMemoryBytes: 64 * MEBIBYTE,
  maxEntryBytes: 8 * MEBIBYTE,
  consistency: 'bounded',
  generateTimeoutMs: 60_000,
  maxBackground: 32,
  maxQueued: 1000,
  hitForMissMs: 120_000,
  maxHitForMiss: 10_000,
  backoffMs: [3000, 30_000],
  leaseMs: 3000,
  lockWaitMs: 3000,
  maxDisconnectedMs: 30_000,
  maxTtlMs: 30 * DAY_MS,
}
