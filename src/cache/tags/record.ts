/**
 * What is known about one tag. Every operation moves a record forward only: a value that has
 * expired stays expired, in whatever order invalidations arrive. Epochs decide, not clocks; a
 * clock only says when the grace of a soft invalidation is over.
 */

export interface TagRecord {
  /** Epoch of the last hard invalidation; 0 for none. Older values have expired. */
  readonly expired: number
  /** Epoch of the last soft invalidation; 0 for none. Older values are stale. */
  readonly stale: number
  /** When a soft invalidation becomes hard: milliseconds; 0 for never. */
  readonly deadline: number
  /** The epoch that {@link deadline} belongs to. */
  readonly deadlineEpoch: number
}

/** What the tags say of a value: `stale` ones may be served while they are renewed. */
export type Verdict = 'fresh' | 'stale' | 'expired'

export const UNTOUCHED: TagRecord = { expired: 0, stale: 0, deadline: 0, deadlineEpoch: 0 }

/**
 * @param expire - seconds for which the old value may still be served; `Infinity` without limit;
 *   `undefined` or 0 for a hard invalidation.
 */
export function invalidated(
  record: TagRecord,
  epoch: number,
  now: number,
  expire: number | undefined,
): TagRecord {
  const { expired, stale, deadline, deadlineEpoch } = settled(record, now)
  if (!expire) return { expired: epoch, stale, deadline: 0, deadlineEpoch }
  if (expire === Number.POSITIVE_INFINITY) return { expired, stale: epoch, deadline, deadlineEpoch }
  const end = now + expire * 1000
  // The earlier promise stands for the values that it was made about.
  const earlier = deadline > 0 ? Math.min(deadline, end) : end
  return { expired, stale: epoch, deadline: earlier, deadlineEpoch: epoch }
}

/** A deadline that has passed is a hard invalidation. */
function settled(record: TagRecord, now: number): TagRecord {
  const { expired, stale, deadline, deadlineEpoch } = record
  if (deadline === 0 || now < deadline) return record
  return { expired: Math.max(expired, deadlineEpoch), stale, deadline: 0, deadlineEpoch }
}

/**
 * Both of them: commutative and monotonic, because messages and replies travel on different
 * connections and overtake each other.
 */
export function merged(one: TagRecord, other: TagRecord): TagRecord {
  const expired = Math.max(one.expired, other.expired)
  const stale = Math.max(one.stale, other.stale)
  const { deadline, deadlineEpoch } = laterDeadline(one, other)
  return { expired, stale, deadline: deadlineEpoch <= expired ? 0 : deadline, deadlineEpoch }
}

function laterDeadline(one: TagRecord, other: TagRecord): TagRecord {
  if (one.deadlineEpoch !== other.deadlineEpoch) {
    return one.deadlineEpoch > other.deadlineEpoch ? one : other
  }
  if (one.deadline === 0 || other.deadline === 0) return one.deadline === 0 ? other : one
  return one.deadline < other.deadline ? one : other
}

/** @param epoch - of the value that has the tag. */
export function verdictOf(record: TagRecord, epoch: number, now: number): Verdict {
  const { expired, stale, deadline, deadlineEpoch } = record
  if (expired > epoch) return 'expired'
  if (deadline > 0 && now >= deadline && deadlineEpoch > epoch) return 'expired'
  return stale > epoch ? 'stale' : 'fresh'
}

/** The last epoch at which the tag was invalidated in any way. */
export function epochOf({ expired, stale, deadlineEpoch }: TagRecord): number {
  return Math.max(expired, stale, deadlineEpoch)
}
