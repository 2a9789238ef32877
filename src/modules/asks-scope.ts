/**
 * Whether a file that imports `next/server` may call `after` or `connection`, by its text. Of the
 * names of that module only these read the request scope, which costs the whole process on Node 20
 * and 22; most files import `NextResponse` and nothing else. Doubt counts as a yes.
 */
import { readFileSync } from 'node:fs'
import { fastPaths } from '../fast-paths.js'

const READS_SCOPE = /\b(?:after|unstable_after|connection)\b/

/** Every mention of the module. */
const MENTION = /["'`]next\/(?:server|dist\/)/g

/** Named imports and re-exports, and names taken off what `require` gives: nothing else leaves. */
const BY_NAME =
  /(?:\b(?:import|export)\s+(?:type\s+)?\{[^{}]*\}\s*from\s*|\{[^{}.[\]]*\}\s*=\s*require\(\s*)["']next\/server(?:\.js)?["']/g

/** Read anew each time: the file may have been edited. */
export function asksScope(importer: string | undefined): boolean {
  if (!fastPaths || importer === undefined) return true
  const text = textOf(importer)
  if (text === undefined || READS_SCOPE.test(text)) return true
  return count(text, MENTION) !== count(text, BY_NAME)
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}
