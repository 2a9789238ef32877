/** What the engine is asked for data: who asks, for what, and what is too old for him. */
import { dataCache, dataRequest } from '../../../src/cache/data-request'
import { Engine } from '../../../src/cache/engine/engine'
import type { EntryStore } from '../../../src/cache/engine/entry-store'
import type { Generated, Result } from '../../../src/cache/engine/generated'
import type { Entry } from '../../../src/cache/entry/entry'
import type { RequestCache } from '../../../src/cache/request-cache'
import { MemoryTags } from '../../../src/cache/tags/memory-tags'
import { runInScope } from '../../../src/next/scope'
import { state } from '../../../src/state'
import { cachingOf } from '../next/caching-of'
import { scopeOf } from '../next/scope-of'

let now: number
let version: number

beforeEach(() => {
  now = 1000
  version = 1
})

async function generate(): Promise<Generated<never>> {
  const body = Buffer.from(`v${version++}`)
  const forEver = { revalidate: Number.POSITIVE_INFINITY, expire: Number.POSITIVE_INFINITY }
  return { type: 'store', kind: 'F', tags: ['own'], body, ...forEver }
}

const shown = (result: Result<never>): string =>
  'entry' in result ? `${result.state} ${result.entry.body}` : result.state

function inRequest<T>(run: () => T, caching: RequestCache): T {
  return runInScope(scopeOf('', { caching: () => caching }), run)
}

/** A store outside, which has what another process has made. */
function storeWith(entry: Partial<Entry>, manifest: string): EntryStore {
  let kept: Entry | undefined = {
    ...{ manifest, epoch: 0, time: 0, kind: 'F', tags: ['own'], body: Buffer.from('theirs') },
    ...{ revalidate: Number.POSITIVE_INFINITY, expire: Number.POSITIVE_INFINITY },
    ...entry,
  }
  return {
    available: () => true,
    async getOrLock(_key, _token, _ms, force) {
      const lock = kept && !force ? 'none' : 'mine'
      return { entry: kept, lock, fence: 1 }
    },
    async put(_key, entry) {
      kept = entry
      return true
    },
    renew: async () => {},
    unlock: async () => {},
  }
}

describe('an entry of another process', () => {
  it.each([
    ['before', 999, 'MISS v1'],
    ['after', 1001, 'HIT theirs'],
  ])('§12.1: begun %s the request invalidated one of its tags', async (_, time, expected) => {
    const tags = new MemoryTags(undefined, () => now)
    const entries = storeWith({ time }, tags.view.manifest)
    const engine = new Engine({ tags, entries })
    const caching = cachingOf()
    caching.invalidations.add('own', 60, 1000)
    now = 2000
    const result = await inRequest(
      () => engine.get('key', dataRequest({ kind: 'F', generate })),
      caching,
    )
    expect(shown(result)).toBe(expected)
  })
})

describe('what the engine is asked', () => {
  const asked = (changes: Partial<RequestCache>, tags?: string[]) =>
    inRequest(() => dataRequest({ kind: 'F', generate, ...(tags && { tags }) }), cachingOf(changes))

  it('§7.4: the tags of the route and of the call count with those of the entry', () => {
    expect(asked({ implicitTags: ['_N_T_/a'] }).tags).toEqual(['_N_T_/a'])
    expect(asked({ implicitTags: ['_N_T_/a'] }, ['call']).tags).toEqual(['_N_T_/a', 'call'])
    expect(dataRequest({ kind: 'F', generate, tags: ['call'] }).tags).toEqual(['call'])
  })

  it('§8.4: what becomes part of something stored is renewed first', () => {
    expect(asked({}).renewsStale).toBe(false)
    expect(asked({ generation: {} as never }).renewsStale).toBe(true)
  })

  it('names the route for events', () => {
    expect([asked({}).route, dataRequest({ kind: 'F', generate }).route]).toEqual([
      '/users/[id]',
      undefined,
    ])
  })

  it('knows the request where the value is made, in nobody’s context', async () => {
    const seen: unknown[] = []
    const caching = cachingOf()
    const request = inRequest(() => {
      const generate = async (): Promise<never> => {
        seen.push(dataCache())
        throw new Error('enough')
      }
      return dataRequest({ kind: 'F', generate })
    }, caching)
    const run = { signal: new AbortController().signal, background: true }
    await request.generate(run).catch(() => {})
    expect(seen).toEqual([caching.cache])
  })
})

describe('the cache of the calling code', () => {
  afterEach(() => Object.assign(state, { caches: undefined }))

  it.each<[string, unknown[], unknown]>([
    ['none', [], undefined],
    ['one', ['one'], 'one'],
    ['two', ['one', 'two'], undefined],
  ])('§14: outside of requests, with %s at work', (_, caches, expected) => {
    Object.assign(state, { caches: new Set(caches) })
    expect(dataCache()).toBe(expected)
  })

  it('in a request whose mount has none, no other is meant', () => {
    Object.assign(state, { caches: new Set(['one']) })
    expect(runInScope(scopeOf(), dataCache)).toBeUndefined()
  })
})
