/** The project that a directory belongs to, as npm would have it. */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The nearest directory at or above `directory` with a package.json; else `directory` itself. */
export function projectRoot(directory: string): string {
  for (let at = directory; ; at = dirname(at)) {
    if (existsSync(join(at, 'package.json'))) return at
    if (at === dirname(at)) return directory
  }
}
