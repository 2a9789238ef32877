/** Jest keeps transformed files on disk: another version of this package must not read ours. */
import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import type { FileOptions } from './composed-transformer.js'

const { version } = createRequire(__filename)('route-handlers/package.json') as { version: string }

function hash(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)
}

/** For a transformer without a key of its own: what Jest would take, the source included. */
export function ownKey(source: string, file: string, options: FileOptions): string {
  return hash(source, file, options.configString ?? '', String(options.instrument))
}

/** The key of the transformer inside, and whose pass comes after it. */
export function extendedKey(key: string): string {
  return hash(key, version)
}
