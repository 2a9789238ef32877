/** Where Node's own classes do not do what the Fetch standard says. Ours are Node's there. */
import { TYPE_ERROR } from './rule'

export interface Deviation {
  readonly rule: string
  readonly gives: unknown
  readonly why: string
  /** Major versions of Node. */
  readonly nodes: readonly number[]
}

const EVERY = [20, 22, 24, 26]

export const deviations: readonly Deviation[] = [
  {
    rule: 'append() joins lines of cookie with a comma',
    gives: [['cookie', 'a=1; b=2']],
    why: 'undici joins them as RFC 6265 §5.4 writes them',
    nodes: EVERY,
  },
  {
    rule: 'only own enumerable members of a record count',
    gives: [
      ['a', '1'],
      ['hidden', '1'],
    ],
    why: 'undici reads the members of a plain object without asking whether they are enumerable',
    nodes: EVERY,
  },
  {
    rule: 'text() strips one byte order mark',
    gives: 'a',
    why: 'undici strips one before it decodes, and its decoder strips another',
    nodes: EVERY,
  },
  {
    rule: 'forbidden names are kept out of the headers',
    gives: ['content-length', 'host', 'x-a'],
    why: 'undici guards no header names: a server sets them all',
    nodes: EVERY,
  },
  {
    rule: 'headers have the guard of no-cors',
    gives: ['accept', 'x-a'],
    why: 'undici guards no header names: a server sets them all',
    nodes: EVERY,
  },
  {
    rule: 'json() with the init null',
    gives: TYPE_ERROR,
    why: 'undici reads the members of null; mended in 8',
    nodes: [20, 22, 24],
  },
  {
    rule: 'structuredClone() of it is refused',
    gives: {},
    why: 'undici marks its objects as platform objects from Node 22 on',
    nodes: [20],
  },
  ...['the text of a detached ArrayBuffer', 'the text of a view on a detached ArrayBuffer'].map(
    (rule): Deviation => ({
      rule,
      gives: TYPE_ERROR,
      why: 'slice() of a detached buffer throws; a copy of its bytes is of none (Web IDL, 3.2.25)',
      nodes: [20, 22],
    }),
  ),
]
