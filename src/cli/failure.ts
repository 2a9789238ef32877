/** An error for people at a terminal: code, message, source lines; the stack only on demand. */
import { inspect } from 'node:util'
import { type ErrorCode, RouteHandlersError } from '../errors.js'
import { shown } from './directory.js'
import { type Fault, faultOf } from './fault.js'
import type { ExitCode, Terminal } from './terminal.js'

/** What is wrong with the project, as opposed to the command line or the installation. */
const OF_PROJECT: ReadonlySet<ErrorCode> = new Set([
  'RH_INVALID_EXPORT',
  'RH_INVALID_SEGMENT',
  'RH_MODULE_LOAD',
  'RH_NO_METHODS',
  'RH_ROUTE_CONFLICT',
])

export function exitCodeOf(error: unknown): ExitCode {
  return error instanceof RouteHandlersError && OF_PROJECT.has(error.code) ? 1 : 2
}

export function printFailure(error: unknown, terminal: Terminal, debug = false): void {
  const fault = faultOf(error)
  const { code, message, frame } = fault
  terminal.note(code === undefined ? `Error: ${message}` : `${code}: ${message}`)
  if (frame !== undefined) terminal.note(`\n${placeOf(fault)}${frame}`)
  if (debug) terminal.note(`\n${inspect(error)}`)
  else if (code === undefined) terminal.note('--debug shows where this comes from.')
}

/** The lines may be those of a file that the message does not name. */
function placeOf({ file, position }: Fault): string {
  if (file === undefined || position === undefined) return ''
  return `  ${shown(file)}:${position.line}:${position.column}\n\n`
}
