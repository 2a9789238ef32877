/** The source map that a transpiler put at the end of its output, as a `data:` URL (ECMA-426). */
import type { SourceMapPayload } from 'node:module'

const PATTERN = /(\/\/# sourceMappingURL=data:application\/json[^,]*;base64,)([\w+/=]+)(\s*)$/

/** `undefined` without one, or for one that cannot be read. */
export function readInlineMap(source: string): SourceMapPayload | undefined {
  const encoded = PATTERN.exec(source)?.[2]
  if (encoded === undefined) return undefined
  try {
    return JSON.parse(Buffer.from(encoded, 'base64').toString()) as SourceMapPayload
  } catch {
    return undefined
  }
}

/** The text with another map in the place of its own. */
export function withInlineMap(source: string, map: SourceMapPayload): string {
  const encoded = Buffer.from(JSON.stringify(map)).toString('base64')
  return source.replace(PATTERN, (_, before, __, after) => `${before}${encoded}${after}`)
}
