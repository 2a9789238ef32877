/**
 * The identity of a cached function: where it is in the project and what it says, never its line,
 * which moves when a neighbour is edited, nor the working directory, which differs between a
 * server and a cron job.
 */
import { createHash } from 'node:crypto'
import { relative, sep } from 'node:path'
import type { Place } from '../source-passes.js'

/** With `/` on every system; `../…` for a file outside of the project. */
export function projectPath({ root, file }: Place): string {
  return relative(root, file).split(sep).join('/')
}

/**
 * @param position - dotted names of the enclosing functions and of the function itself, and a
 * number among equals.
 * @param text - the function's source.
 */
export function functionId(path: string, position: string, text: string): string {
  return createHash('sha256')
    .update(JSON.stringify([path, position, text]))
    .digest('hex')
}
