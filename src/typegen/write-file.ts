/** Writing into somebody's project: only what changed, only inside, and never half a file. */
import {
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { RouteHandlersError } from '../errors.js'

/** The text of a file; `undefined` if there is none. */
export function readText(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

/**
 * Writes a file unless it has this content already, be it with the line endings of a Windows
 * checkout: a needless write makes editors and watchers work.
 *
 * @param path - relative to `root`, with `/`.
 * @returns whether it was written.
 * @throws RouteHandlersError `RH_TYPES_UNWRITABLE`
 */
export function writeIfChanged(root: string, path: string, text: string): boolean {
  const file = join(root, path)
  try {
    if (readText(file)?.replaceAll('\r\n', '\n') === text) return false
    if (!isInside(root, file)) throw new Error('a symbolic link leads out of the project root')
    mkdirSync(dirname(file), { recursive: true })
    replace(file, text)
    return true
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new RouteHandlersError(
      'RH_TYPES_UNWRITABLE',
      `${file} cannot be written: ${reason}\nMake the project root writable for whoever generates the types, or generate them elsewhere.`,
      { cause, file },
    )
  }
}

/** By renaming: an editor that reads meanwhile sees the old file or the new one, never a part. */
function replace(file: string, text: string): void {
  const draft = `${file}.${process.pid}.tmp`
  try {
    writeFileSync(draft, text)
    renameSync(draft, file)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
}

/** Whether the nearest directory that exists above `file` really lies in `root`. */
function isInside(root: string, file: string): boolean {
  let directory = dirname(file)
  while (!existsSync(directory)) directory = dirname(directory)
  const path = relative(realpathSync(root), realpathSync(directory))
  return path !== '..' && !path.startsWith(`..${sep}`)
}
