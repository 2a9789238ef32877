/** What an error says, and the place in the project that it points at. */
import { readFileSync } from 'node:fs'
import { sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ERRORS, type ErrorCode } from '../errors.js'
import { frameOf, type SourcePosition } from '../modules/error-frame.js'
import { isProjectFile } from '../modules/project-file.js'

export interface Fault {
  readonly code?: ErrorCode
  /** Without the source lines. */
  readonly message: string
  readonly file?: string
  readonly position?: SourcePosition
  /** The source lines around it. */
  readonly frame?: string
}

export function faultOf(error: unknown): Fault {
  const own = innermost(error)
  if (!(own instanceof Error)) return { message: String(own) }
  const code = codeOf(own)
  const cause = code === undefined ? own : (own.cause ?? own)
  const place = placeOf(cause) ?? placeOf(own)
  const file = place?.file ?? fileOf(own)
  const frame = frameIn(cause) ?? frameIn(own) ?? (place && read(place))
  return {
    ...(code !== undefined && { code }),
    message: fromHere(withoutFrame(own.message, frame)),
    ...(file !== undefined && { file }),
    ...(place && { position: place.position }),
    ...(frame !== undefined && { frame }),
  }
}

/** "Cannot be loaded" says less than the error of ours that is its reason. */
function innermost(error: unknown): unknown {
  if (codeOf(error) !== 'RH_MODULE_LOAD') return error
  const { cause } = error as Error
  return codeOf(cause) === undefined ? error : cause
}

/** By its members: an error raised in the hooks thread arrives without its class. */
function codeOf(error: unknown): ErrorCode | undefined {
  const { name, code } = Object(error) as { name?: unknown; code?: unknown }
  if (name !== 'RouteHandlersError' || typeof code !== 'string') return undefined
  return code in ERRORS ? (code as ErrorCode) : undefined
}

function frameIn(error: unknown): string | undefined {
  const { frame } = Object(error) as { frame?: unknown }
  return typeof frame === 'string' ? frame : undefined
}

function fileOf(error: unknown): string | undefined {
  const { file } = Object(error) as { file?: unknown }
  return typeof file === 'string' ? file : undefined
}

/** The message of a syntax error carries its place and source lines below an empty line. */
function withoutFrame(message: string, frame: string | undefined): string {
  if (frame === undefined || !message.includes(frame)) return message
  return message.slice(0, message.indexOf('\n\n'))
}

/** Paths as everywhere in the output: from the working directory. */
function fromHere(message: string): string {
  return message.replaceAll(process.cwd() + sep, '')
}

interface FilePosition {
  readonly file: string
  readonly position: SourcePosition
}

function placeOf(error: unknown): FilePosition | undefined {
  const { line, column = 1, stack } = Object(error) as Record<string, unknown>
  const file = fileOf(error)
  if (file !== undefined && typeof line === 'number' && typeof column === 'number') {
    return { file, position: { line, column } }
  }
  return typeof stack === 'string' ? placeInStack(stack) : undefined
}

/** `at f (file:line:column)`, or the `file:line` that V8 puts above a syntax error. */
const STACK_LINE =
  /^(?:\s+at (?:.*\()?)?((?:file:\/\/|\/|[A-Z]:\\).*?)(?:\?[^:]*)?:(\d+)(?::(\d+))?\)?$/gm

function placeInStack(stack: string): FilePosition | undefined {
  for (const [, where, line, column] of stack.matchAll(STACK_LINE)) {
    const file = where!.startsWith('file:') ? fileURLToPath(where!) : where!
    if (isProjectFile(file)) {
      return { file, position: { line: Number(line), column: Number(column ?? 1) } }
    }
  }
  return undefined
}

function read({ file, position }: FilePosition): string | undefined {
  try {
    return frameOf(readFileSync(file, 'utf8'), position)
  } catch {
    // Gone, or a name that a transpiler made up.
    return undefined
  }
}
