/**
 * A place in the project's sources, and how it is shown: `file:line:column` relative to the working
 * directory, then the lines around it (interop rule RLD-14).
 */
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { frameOf, type SourcePosition } from '../error-frame.js'

export interface SourceFault extends SourcePosition {
  /** Absolute. */
  readonly file: string
  readonly message: string
  /** What the terminal shows below the message. */
  readonly frame: string
}

/** `undefined` for a file that cannot be read, or has no such line. */
export function faultAt(
  file: string,
  { line, column }: SourcePosition,
  message: string,
): SourceFault | undefined {
  const source = textOf(file)
  if (source === undefined || line > source.split('\n').length) return undefined
  const place = `  ${relative(process.cwd(), file)}:${line}:${column}`
  const frame = frameOf(source, { line, column })
  return { file, line, column, message, frame: `${place}\n\n${frame}` }
}

export function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
