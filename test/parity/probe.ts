/** One row of the parity table: a raw request, and where the two answers are meant to differ. */
import type { HostName } from './our-server'
import type { WireRequest } from './wire'

/**
 * D-a … D-r: the table of deliberate differences from Next.
 * N-1 … N-13: docs/decisions/030-differences-beyond-the-table.md.
 */
export type Row = `D-${string}` | `N-${number}`

/** Fields of an answer by name: `status`, `statusText`, `body`, `cut` or `headers.<name>`. */
export type Fields = Readonly<Record<string, unknown>>

export interface Difference {
  readonly row: Row
  readonly hosts: readonly HostName[]
  /** What Next answers, field by field; `undefined` for a header that is not there. */
  readonly next: Fields
  /** What we answer in the same fields. */
  readonly ours: Fields
}

export interface ProbeOptions {
  /** Requests to send before, whose answers are not compared. */
  readonly after?: readonly WireRequest[]
  /** Headers that are otherwise taken out, compared as they stand. */
  readonly keep?: readonly string[]
  readonly differs?: readonly Difference[]
}

export type Probe = readonly [title: string, request: WireRequest, options?: ProbeOptions]
