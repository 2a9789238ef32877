/** What is read of a Jest configuration. */

/** A path, or a path and the options of the transformer. */
export type TransformEntry = string | readonly [path: string, options: object]

/** The part of Jest's `Config` that is extended; every release's own types fit. */
export interface JestConfig {
  readonly rootDir?: string | undefined
  readonly preset?: string | null | undefined
  readonly projects?: readonly (string | object)[] | undefined
  readonly transform?: Readonly<Record<string, unknown>> | undefined
  readonly moduleNameMapper?: Readonly<Record<string, string | readonly string[]>> | undefined
  readonly modulePaths?: readonly string[] | undefined
  readonly setupFiles?: readonly string[] | undefined
}
