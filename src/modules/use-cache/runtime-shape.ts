/**
 * What transformed code calls (interop rules UC-3, UC-4): types only, so that the transform and
 * the runtime agree without importing each other.
 */

/** What is known of a cached function before it runs. */
export interface FunctionMeta {
  /** SHA-256, in hexadecimal, of project-relative path, position and source text. */
  readonly id: string
  /** Path below the project root, with `/`; `../…` for a file outside. */
  readonly file: string
  /** What JavaScript would name the function; `''` for none. */
  readonly name: string
  /** `default`, or the text after `use cache: `. */
  readonly kind: string
  /** Declared parameters; surplus arguments are cut before key and call. */
  readonly parameters: number | 'rest'
  /** Names of the captured variables, in the order of their values; for messages. */
  readonly captured?: readonly string[]
}

/** The function as it was written. It uses neither `this` nor `arguments`. */
export type OriginalFunction = (...args: never[]) => Promise<unknown>

/** The member `useCache` of the state behind `Symbol.for('route-handlers@1')`. */
export interface UseCacheRuntime {
  /**
   * The answer to one call.
   *
   * @param captures - yields the captured values, in the order of their names, as they are now.
   */
  call(
    meta: FunctionMeta,
    captures: () => unknown[],
    args: unknown[],
    fn: OriginalFunction,
  ): Promise<unknown>
  /** A function with the name in `meta` and the length of `fn` that answers through `call`. */
  wrap(
    meta: FunctionMeta,
    captures: () => unknown[],
    fn: OriginalFunction,
  ): (...args: unknown[]) => Promise<unknown>
}
