/**
 * Runs rows on the platform's class and on ours. What the running Node gives is what ours must
 * give; `deviations.ts` lists where that is not what the standard says, `differences.ts` where
 * ours gives something else.
 */
import { isDeepStrictEqual } from 'node:util'
import { deviations } from './deviations'
import { type Difference, differences } from './differences'
import { outcome, type Row } from './rule'

/** Runs a row on a subject that is not simply at hand, such as a request that has to be sent. */
export type RunRow<S> = (run: Row<S>[1]) => Promise<unknown>

export interface Subject<S> {
  /** As `differences.ts` names it. */
  readonly name: string
  readonly run: RunRow<S>
}

export const subject = <S>(name: string, own: S): Subject<S> => ({
  name,
  run: run => outcome(run, own),
})

const MAJOR = Number.parseInt(process.versions.node, 10)

/** Holds the platform to the standard, and the subjects to the platform. */
export function hold<S>(
  group: string,
  rows: readonly Row<S>[],
  native: S,
  subjects: readonly Subject<S>[],
): void {
  holdPlatform(group, rows, native)
  holdOurs(group, rows, native, subjects)
}

function holdPlatform<S>(group: string, rows: readonly Row<S>[], native: S): void {
  describe(`${group}: the platform`, () => {
    test.each(rows)('%s', async (title, run, standard) => {
      const deviation = deviations.find(
        ({ rule, nodes }) => rule === title && nodes.includes(MAJOR),
      )
      expect(await outcome(run, native)).toEqual(deviation ? deviation.gives : standard)
    })
  })
}

export function holdOurs<S>(
  group: string,
  rows: readonly Row<S>[],
  native: S,
  subjects: readonly Subject<S>[],
): void {
  describe.each(subjects)(`${group}: $name`, ({ name, run: runOn }) => {
    test.each(rows)('%s', async (title, run, standard) => {
      const [own, platform] = [await runOn(run), await outcome(run, native)]
      const difference = differenceOf(name, title)
      if (difference === undefined) {
        // Where the platform is not right, being right is as good.
        if (!isDeepStrictEqual(own, standard)) expect(own).toEqual(platform)
      } else {
        expect(own).toEqual(difference.gives)
        // One that is none any more is to be taken off the list.
        expect(platform).not.toEqual(difference.gives)
      }
    })
  })
}

function differenceOf(subjectName: string, title: string): Difference | undefined {
  return differences.find(
    ({ subjects, rules }) =>
      subjects.includes(subjectName) && rules.some(rule => title === rule || matches(rule, title)),
  )
}

const matches = (rule: string | RegExp, title: string): boolean =>
  rule instanceof RegExp && rule.test(title)
