/** What is done with each handler. Each scenario tells what its reads gave. */
import type { Kind } from '../../src/cache/entry/entry'
import type { Over } from '../unit/cache/foreign/over'

export const BINARY = Buffer.from([0, 255, 128, 13, 10])

type Scenario = (cache: Over, kind: Kind) => Promise<string[]>

export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  async bytes(cache, kind) {
    await cache.get('a', { kind, body: BINARY, tags: ['one', 'two,three'] })
    await cache.forget()
    return [await cache.get('a', { kind })]
  },

  async 'invalidated meanwhile'(cache, kind) {
    const invalidate = () => cache.cache.invalidate(['tag'])
    await cache.get('a', { kind, body: BINARY, during: invalidate })
    await cache.forget()
    return [await cache.get('a', { kind })]
  },

  async invalidated(cache, kind) {
    const reads: string[] = []
    for (const tag of ['tag', '_N_T_/p/1']) {
      await cache.get(tag, { kind, body: BINARY, tags: ['tag', '_N_T_/p/1'] })
      await cache.forget()
      await cache.cache.invalidate([tag])
      reads.push(await cache.get(tag, { kind }))
    }
    return reads
  },

  async 'soft invalidation'(cache, kind) {
    await cache.get('a', { kind })
    await cache.forget()
    await cache.cache.invalidate(['tag'], 3600)
    const read = await cache.get('a', { kind, body: BINARY })
    await cache.forget()
    return [read, await cache.get('a', { kind })]
  },
}

/**
 * What is left after a soft invalidation: the old value, nothing, or nothing for as long as the old
 * one might have been served, new ones included.
 */
export type AfterSoft = 'keeps' | 'drops' | 'refuses'

const SOFT: Readonly<Record<AfterSoft, readonly string[]>> = {
  keeps: ['STALE L2 made', `HIT L2 ${BINARY}`],
  drops: [`MISS ${BINARY}`, `HIT L2 ${BINARY}`],
  refuses: [`MISS ${BINARY}`, 'MISS made'],
}

/** What the scenarios are to give: the same for each handler, but for what it keeps. */
export function expected(afterSoft: AfterSoft): Readonly<Record<string, readonly string[]>> {
  return {
    bytes: [`HIT L2 ${BINARY}`],
    'invalidated meanwhile': ['MISS made'],
    invalidated: ['MISS made', 'MISS made'],
    'soft invalidation': SOFT[afterSoft],
  }
}
