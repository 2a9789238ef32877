/** What a run of user code came to, and what the engine gives to whoever asked. */
import type { Entry, Kind } from '../entry/entry.js'

/** Why a result concerns one request only, and is neither shared nor stored. */
export type BypassReason =
  | 'dynamic'
  | 'set-cookie'
  | 'status'
  | 'cache-control'
  | 'vary'
  | 'stream'
  | 'too-large'
  | 'timeout'
  | 'too-many-tags'
  /** A value of `unstable_cache` that JSON cannot say. */
  | 'value'

/** A failed answer, as bytes: everybody who waited for it gets one of his own. */
export interface FailedAnswer {
  readonly status: number
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Buffer
}

/** @typeParam Live - what the one who ran it may have instead of the stored form. */
export type Generated<Live> =
  | ({
      readonly type: 'store'
      readonly live?: Live
      /** `false`: it is for those who wait, and for nobody who comes later. */
      readonly isKept?: boolean
    } & Omit<Entry, 'manifest' | 'epoch' | 'time'>)
  | { readonly type: 'bypass'; readonly reason: BypassReason; readonly live: Live }
  | { readonly type: 'fail'; readonly answer: FailedAnswer }

/** The circumstances of one run. A run that throws has failed. */
export interface Run {
  /** Aborts when the run has taken too long, or the engine is closed. Never with a client. */
  readonly signal: AbortSignal
  /** Nobody waits for it: what it makes must not depend on a request. */
  readonly background: boolean
  /** Nobody else gets what it makes: there is no need to read it to its end. */
  readonly alone?: boolean
}

export interface Request<Live> {
  readonly kind: Kind
  /** For events. */
  readonly route?: string | undefined
  /** Tags that are checked beside those of the entry. */
  readonly tags?: readonly string[]
  /**
   * Whether something stale is renewed before it is used, because it becomes part of something
   * that will be stored as new.
   */
  readonly renewsStale?: boolean
  /** Whether an entry is of no use to whoever asks, although it may be to others. */
  readonly isOutdated?: (entry: Entry) => boolean
  /** Seconds after which an entry is stale to whoever asks, whatever the one who made it has said. */
  readonly revalidate?: number
  generate(run: Run): Promise<Generated<Live>>
}

/** Where a value was found: in memory, in a store outside, or on the disk. */
export type Tier = 'L1' | 'L2' | 'DISK'

export type Result<Live> =
  | {
      readonly state: 'HIT' | 'STALE'
      readonly tier: Tier
      readonly entry: Entry
      /** The last renewal failed, and is not tried again before this moment. Milliseconds. */
      readonly retryAfter?: number
    }
  | {
      readonly state: 'MISS'
      readonly entry: Entry
      /** Only for the one who ran it. */
      readonly live?: Live | undefined
      /** Somebody else ran it. */
      readonly collapsed: boolean
      /** Invalidated while it ran: nobody may keep it. */
      readonly discarded: boolean
    }
  | { readonly state: 'BYPASS'; readonly reason: BypassReason; readonly live: Live }
  | { readonly state: 'FAIL'; readonly answer: FailedAnswer }
