/** A module's exports, or the one error that says why there are none (interop rule LOAD-3). */
import { RouteHandlersError } from '../errors.js'
import { pickExports, type RouteExports } from './exports.js'

/** What is said of a failure: how messages call the file, and the source lines in question. */
export type Describe = (
  file: string,
  cause: unknown,
) => { readonly name: string; readonly frame?: string }

/** @throws RouteHandlersError `RH_MODULE_LOAD`, with `cause`, `file` and, in development, `frame`. */
export async function loaded(
  evaluation: Promise<object>,
  file: string,
  describe: Describe,
): Promise<RouteExports> {
  try {
    return pickExports(await evaluation)
  } catch (cause) {
    const { name, ...frame } = describe(file, cause)
    const reason = cause instanceof Error ? cause.message : String(cause)
    const message = `${name} cannot be loaded: ${reason}`
    throw new RouteHandlersError('RH_MODULE_LOAD', message, { cause, file, ...frame })
  }
}
