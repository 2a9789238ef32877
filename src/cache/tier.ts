/** Where the tags and entries of a cache live. */
import type { EntryStore } from './engine/entry-store.js'
import type { Emit } from './engine/events.js'
import type { EngineSettings } from './engine/settings.js'
import { MemoryTags } from './tags/memory-tags.js'
import type { TagStore } from './tags/tag-store.js'

/** A tier at work for one cache. */
export interface OpenTier {
  readonly tags: TagStore
  /** `undefined` where entries are kept in memory alone. */
  readonly entries: EntryStore | undefined
  /** What the engine needs to know of it. */
  readonly settings?: Partial<EngineSettings>
}

/** Tags and entries, here or outside; see `redisTier()`. */
export interface CacheTier {
  /** Nobody but this process has it, so that the option `disk` may stand behind it. */
  readonly isLocal?: boolean
  open(emit: Emit): OpenTier
}

/**
 * The memory of this process: nothing to install, and shared with nobody.
 *
 * @param options - `maxTags`: invalidated tags that are remembered (default 100,000); beyond it
 *   older values expire.
 *
 * @example
 * routeHandlers('./app', { cache: { tier: memoryTier({ maxTags: 10_000 }) } })
 */
export function memoryTier({ maxTags = 100_000 }: { readonly maxTags?: number } = {}): CacheTier {
  return {
    isLocal: true,
    open(emit) {
      const onFloor = (): void => emit({ type: 'manifest', event: 'floor' })
      return { tags: new MemoryTags(maxTags, undefined, onFloor), entries: undefined }
    },
  }
}
