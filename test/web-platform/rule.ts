/**
 * Rules of the Fetch standard as rows: a title, what is done with a subject, what the standard
 * says comes of it. The same row runs on the platform's own class and on each of ours.
 */
export type Row<S> = readonly [title: string, run: (subject: S) => unknown, standard: unknown]

/** What came of a run that threw. Errors are told apart by name: they are of several realms. */
export interface Threw {
  readonly threw: string
}

export const threw = (name: string): Threw => ({ threw: name })
export const TYPE_ERROR = threw('TypeError')
export const RANGE_ERROR = threw('RangeError')
export const SYNTAX_ERROR = threw('SyntaxError')

export async function outcome<S>(run: (subject: S) => unknown, subject: S): Promise<unknown> {
  try {
    return await run(subject)
  } catch (error) {
    return threw((error as Error).name)
  }
}

/** `[object Blob]` is a `Blob`: `instanceof` is of no use between the realms of a test runner. */
export const tagOf = (value: unknown): string =>
  Object.prototype.toString.call(value).slice('[object '.length, -1)

/** In strict mode an assignment to a read-only member throws. */
export function assign(target: object, name: string): unknown {
  ;(target as Record<string, unknown>)[name] = 'changed'
  return Reflect.get(target, name)
}
