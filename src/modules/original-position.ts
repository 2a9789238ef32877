/** Leads from a position in compiled text, through its inline source map, to the author's text. */
import { SourceMap, type SourceMapPayload } from 'node:module'
import type { SourcePosition } from './error-frame.js'

export interface OriginalPosition extends SourcePosition {
  /** The original text. */
  readonly text: string
}

const INLINE_MAP = /\/\/# sourceMappingURL=data:application\/json[^,]*;base64,([\w+/=]+)\s*$/

/** `undefined` without an inline map that carries its sources. */
export function originalPosition(
  source: string,
  { line, column }: SourcePosition,
): OriginalPosition | undefined {
  const encoded = INLINE_MAP.exec(source)?.[1]
  if (encoded === undefined) return undefined
  try {
    const payload = JSON.parse(Buffer.from(encoded, 'base64').toString()) as SourceMapPayload
    const entry = new SourceMap(payload).findEntry(line - 1, column - 1)
    if (!('originalLine' in entry)) return undefined
    const text = payload.sourcesContent[payload.sources.indexOf(entry.originalSource)]
    if (typeof text !== 'string') return undefined
    return { text, line: entry.originalLine + 1, column: entry.originalColumn + 1 }
  } catch {
    // A map that cannot be read hides nothing: the compiled text is shown.
    return undefined
  }
}
