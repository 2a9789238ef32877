/**
 * What names a deployment where nobody has named it: its route files. Two processes of one
 * deployment agree about it. What route files import, and packages, is not seen.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'

/**
 * @param files - absolute paths, or names where they are no files of a disk.
 * @param root - of the project; never part of the outcome.
 */
export function sourcesId(files: readonly string[], root: string): string {
  const hash = createHash('sha256')
  for (const file of [...files].sort()) {
    hash.update(`${relative(root, file).replaceAll('\\', '/')}\n`).update(sourceOf(file))
  }
  return hash.digest('base64url').slice(0, 22)
}

function sourceOf(file: string): Buffer | string {
  try {
    return readFileSync(file)
  } catch {
    return ''
  }
}
