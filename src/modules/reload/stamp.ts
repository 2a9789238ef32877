/**
 * What tells that a file changed: modification time, size and inode. A file that is not there has
 * a stamp of its own, so that its coming and going are changes too (interop rule RLD-2).
 */
import { statSync } from 'node:fs'

export type Stamp = string

export const GONE: Stamp = 'gone'

export function stampOf(path: string): Stamp {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false })
  return stat ? `${stat.mtimeNs}-${stat.size}-${stat.ino}` : GONE
}
