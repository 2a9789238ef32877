/** A module's exports, or the one error that says why there are none (interop rule LOAD-3). */
import { RouteHandlersError } from '../errors.js'
import type { SyntaxFault } from './compile.js'
import { pickExports, type RouteExports } from './exports.js'

/** What is said of a failure. */
export interface Description {
  /** How messages call the file. */
  readonly name: string
  /** Instead of the message of the cause. */
  readonly reason?: string
  /** The source lines in question. */
  readonly frame?: string
}

export type Describe = (file: string, cause: unknown) => Description

/** @throws RouteHandlersError `RH_MODULE_LOAD`, with `cause`, `file` and, in development, `frame`. */
export async function loaded(
  evaluation: Promise<object>,
  file: string,
  describe: Describe,
): Promise<RouteExports> {
  try {
    return pickExports(await evaluation)
  } catch (cause) {
    const { name, reason, frame } = described(describe, file, cause)
    const message = `${name} cannot be loaded: ${reason}`
    const shown = frame === undefined ? {} : { frame }
    throw new RouteHandlersError('RH_MODULE_LOAD', message, { cause, file, ...shown })
  }
}

/** A module may throw anything, also what throws again when it is looked at. */
function described(
  describe: Describe,
  file: string,
  cause: unknown,
): Description & { readonly reason: string } {
  try {
    const { name, reason = messageOf(cause), frame } = describe(file, cause)
    return { name, reason, ...(frame === undefined ? {} : { frame }) }
  } catch {
    return { name: file, reason: 'it threw a value that cannot be read' }
  }
}

/** Of a syntax error only the sentence: the message of the cause has source lines in it. */
function messageOf(cause: unknown): string {
  const { summary, line, column } = Object(cause) as Partial<SyntaxFault>
  if (summary !== undefined) return `${summary} (${line}:${column})`
  return cause instanceof Error ? cause.message : String(cause)
}
