/** Two recordings of one sequence, with what is declared to differ taken out. */
import { isDeepStrictEqual } from 'node:util'
import type { Recording } from './player'
import type { Parity, Version } from './servers'

/** `[2] GET /path: headers.age` → [what Next.js answers, what we answer]; `undefined` for nothing. */
export type Fields = Readonly<Record<string, readonly [next: unknown, ours: unknown]>>

export interface Declared {
  /** Why. D- and N-rows are those of docs/next-compat.md and of Next.js's bugs that we leave to it. */
  readonly reason: string
  /** Of the sequence. */
  readonly title: string
  /** All, if left out. */
  readonly versions?: readonly Version[]
  /** Both, if left out. */
  readonly parity?: Parity
  readonly fields: Fields
}

export function differences(next: Recording, ours: Recording): Fields {
  const names = Object.keys({ ...next, ...ours })
  const differing = names.filter(name => !isDeepStrictEqual(next[name], ours[name]))
  return Object.fromEntries(differing.map(name => [name, [next[name], ours[name]] as const]))
}

/** What is declared for one sequence of one pair of servers. */
export function declaredFor(
  all: readonly Declared[],
  title: string,
  version: Version,
  parity: Parity,
): Fields {
  const matching = all.filter(
    one =>
      one.title === title &&
      (one.versions ?? [version]).includes(version) &&
      (one.parity ?? parity) === parity,
  )
  return Object.assign({}, ...matching.map(({ fields }) => fields))
}
