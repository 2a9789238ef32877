/** What the engine tells those who watch it. */
import type { Kind } from '../entry/entry.js'
import type { BypassReason, Tier } from './generated.js'

/** Something that happened in a cache: given to `onEvent`, and to the channel `route-handlers:cache`. */
export type CacheEvent =
  | {
      readonly type: 'hit' | 'stale' | 'miss'
      readonly kind: Kind
      readonly route?: string | undefined
      readonly tier?: Tier
    }
  | { readonly type: 'bypass'; readonly route?: string | undefined; readonly reason: BypassReason }
  | {
      readonly type: 'generate'
      readonly kind: Kind
      /** How long it took. */
      readonly ms: number
      readonly bytes: number
      readonly background: boolean
    }
  | {
      readonly type: 'generate-error'
      readonly kind: Kind
      readonly error: unknown
      /** Whether an older value goes on being served. */
      readonly keptOld: boolean
    }
  | {
      readonly type:
        | 'discarded'
        | 'fenced'
        | 'ghost-lock'
        | 'hit-for-miss'
        | 'late-joiner'
        | 'wait-timeout'
        | 'frame-error'
        | 'queue-full'
    }
  | { readonly type: 'invalidate'; readonly tags: readonly string[]; readonly hard: boolean }
  | { readonly type: 'invalidate-queued'; readonly tags: readonly string[] }
  | {
      readonly type: 'manifest'
      readonly event: 'gap' | 'rotated' | 'disconnected' | 'connected' | 'floor'
    }
  | { readonly type: 'l2-error'; readonly op: string; readonly error: unknown }

/** Tells those who watch. */
export type Emit = (event: CacheEvent) => void
