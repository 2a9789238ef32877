/** The source lines around a syntax error, as Next.js prints them. */

export interface SourcePosition {
  readonly line: number
  readonly column: number
}

/** One-based line and column of a character offset. */
export function positionOf(source: string, offset: number): SourcePosition {
  const before = source.slice(0, offset).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}

/** Two lines before and after, `>` at the line and a caret below the column. */
export function frameOf(source: string, { line, column }: SourcePosition): string {
  const lines = source.split('\n')
  const first = Math.max(1, line - 2)
  const last = Math.min(lines.length, line + 2)
  const width = String(last).length
  const rows: string[] = []
  for (let number = first; number <= last; number += 1) {
    const text = lines[number - 1] ?? ''
    const gutter = `${number === line ? '>' : ' '} ${String(number).padStart(width)} |`
    rows.push(`${gutter} ${text}`.trimEnd())
    if (number === line) rows.push(`${' '.repeat(gutter.length - 1)}| ${' '.repeat(column - 1)}^`)
  }
  return rows.join('\n')
}
