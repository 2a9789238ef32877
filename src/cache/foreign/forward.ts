/** Tells foreign stores of an invalidation, which they are not relied on for. */
import type { Emit } from '../engine/events.js'
import type { ForeignStore } from './foreign-store.js'
import { inTime } from './in-time.js'

/** Never rejects: what a store fails with is an event. */
export async function forward(
  stores: readonly ForeignStore[],
  tags: readonly string[],
  expire: number | undefined,
  emit: Emit,
): Promise<void> {
  const telling = stores.map(async store => {
    const { setTimeoutMs = 500 } = store
    try {
      await inTime(invalidated(store, tags, expire), setTimeoutMs)
    } catch (error) {
      emit({ type: 'l2-error', op: 'invalidate', error })
    }
  })
  await Promise.all(telling)
}

async function invalidated(
  store: ForeignStore,
  tags: readonly string[],
  expire: number | undefined,
): Promise<void> {
  await store.invalidated?.(tags, expire)
}
