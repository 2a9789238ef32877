/** Cached functions as compiled code makes them. */
import { installUseCache } from '../../../src/cache/install'
import type { Cache } from '../../../src/cache/mount/cache'
import { openCache } from '../../../src/cache/mount/open-cache'
import { cacheSettings } from '../../../src/cache/mount/settings'
import type { CacheOptions } from '../../../src/cache/options'
import { encodeTag } from '../../../src/cache/tags'
import type { FunctionMeta } from '../../../src/modules/use-cache/runtime-shape'
import { state } from '../../../src/state'

type Body = (...args: any[]) => Promise<unknown>

/** A runtime without entries, for one test, and the only cache that it can use. */
export function freshRuntime(options: CacheOptions = {}): Cache {
  Object.assign(state, { sharedCache: undefined, caches: undefined, runsInProgress: undefined })
  Object.defineProperty(state, 'useCache', { value: undefined, configurable: true })
  installUseCache()
  only = openCache(cacheSettings(options, { dev: false, buildId: undefined }))
  return only
}

let only: Cache

/** As `revalidateTag()` in an earlier request. */
export async function invalidate(...tags: string[]): Promise<void> {
  await only.invalidate(tags.map(encodeTag))
}

/** Resolves when nothing is being renewed. */
export function idle(): Promise<void> {
  return only.engine.idle()
}

let made = 0

export function metaOf(meta: Partial<FunctionMeta> = {}): FunctionMeta {
  made += 1
  return {
    ...{ id: `id-${made}`, file: 'lib/db.ts', name: 'load', kind: 'default', parameters: 'rest' },
    ...meta,
  }
}

/** `wrap` of a function whose runs are counted. */
export function cached<Fn extends Body>(fn: Fn, meta?: Partial<FunctionMeta>) {
  const body = jest.fn(fn)
  const call = state.useCache!.wrap(metaOf(meta), () => [], body) as Fn
  return { body, call }
}

/** A promise and what settles it. */
export function gate<T = void>() {
  let open!: (value: T) => void
  const passed = new Promise<T>(resolve => {
    open = resolve
  })
  return { open, passed }
}
