/** Leads from a position in compiled text, through its inline source map, to the author's text. */
import { readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import type { SourcePosition } from './error-frame.js'
import { readInlineMap } from './inline-map.js'

export interface OriginalPosition extends SourcePosition {
  /** The original text. */
  readonly text: string
}

/**
 * @param file - what was compiled: tsx leaves the text out of its maps.
 * @returns `undefined` without an inline map, or if it leads nowhere.
 */
export function originalPosition(
  source: string,
  { line, column }: SourcePosition,
  file: string,
): OriginalPosition | undefined {
  try {
    const map = readInlineMap(source)
    const entry = map && new SourceMap(map).findEntry(line - 1, column - 1)
    if (!entry || !('originalLine' in entry)) return undefined
    const carried = map.sourcesContent?.[map.sources.indexOf(entry.originalSource)]
    const text = carried ?? readFileSync(file, 'utf8')
    return { text, line: entry.originalLine + 1, column: entry.originalColumn + 1 }
  } catch {
    // A map or file that cannot be read hides nothing: the compiled text is shown.
    return undefined
  }
}
