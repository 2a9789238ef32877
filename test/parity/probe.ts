/** One row of the parity table: a raw request, and where the two answers are meant to differ. */
import type { HostName } from './our-server'
import type { Answer, WireRequest } from './wire'

/** D-a … D-r: the deliberate differences from Next. R1 … R15: the reliability rules. */
export type Row = `D-${string}` | `R${number}`

/** Fields of an answer by name: `status`, `statusText`, `body`, `cut` or `headers.<name>`. */
export type Fields = Readonly<Record<string, unknown>>

export interface Difference {
  readonly row: Row
  /** What Next answers, field by field; `undefined` for a header that is not there. */
  readonly next: Fields
  /** What we answer in the same fields. */
  readonly ours: Fields
  /** The hosts it holds for; every host where absent. */
  readonly hosts?: readonly HostName[]
}

export interface ProbeOptions {
  /** Requests to send before, whose answers are not compared. */
  readonly after?: readonly WireRequest[]
  /** Headers that are otherwise taken out, compared as they stand: `connection`, `content-length`. */
  readonly keep?: readonly string[]
  /** What else to take out of both answers. */
  readonly normalise?: (answer: Answer) => Answer
  readonly differs?: readonly Difference[]
}

export type Probe = readonly [title: string, request: WireRequest, options?: ProbeOptions]
