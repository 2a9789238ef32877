/** What an entry is worth at this moment. Doubt ends in a miss. */
import type { TagStore } from '../tags/tag-store.js'
import type { Request } from './generated.js'
import type { Held } from './memory.js'

export type Worth = 'none' | 'expired' | 'stale' | 'fresh'

/** A clock that is further ahead than this says nothing about an age. Milliseconds. */
const FUTURE_MS = 60_000

export function classify(
  held: Held | undefined,
  store: TagStore,
  asked: Pick<Request<never>, 'tags' | 'isOutdated' | 'revalidate'>,
  maxDisconnectedMs: number,
): Worth {
  if (held === undefined) return 'none'
  const { entry } = held
  const verdict = store.view.check(entry, asked.tags)
  if (verdict === 'expired' || asked.isOutdated?.(entry)) return 'expired'
  const now = store.view.now()
  const age = now - entry.time
  if (age < -FUTURE_MS || age >= entry.expire * 1000) return 'expired'
  const { revalidate = entry.revalidate } = asked
  if (verdict === 'stale' || age >= revalidate * 1000) return 'stale'
  return isOutOfTouch(store, now, age, maxDisconnectedMs) ? 'stale' : 'fresh'
}

/** Who has not heard of invalidations for long renews what is older than that. */
function isOutOfTouch(store: TagStore, now: number, age: number, limit: number): boolean {
  const since = store.disconnectedSince
  return since > 0 && now - since >= limit && age >= limit
}
