/** Aligned columns. */
import { stripVTControlCharacters } from 'node:util'

const GAP = 2
/** A column is not made narrower than this. */
const NARROWEST = 12

/**
 * @param columns - width of the screen; longer lines are made to fit by shortening their longest
 *   cells. `undefined`: lines are as long as they are.
 */
export function table(rows: readonly (readonly string[])[], columns?: number): string[] {
  const widths = rows[0]!.map((_, at) => Math.max(...rows.map(row => widthOf(row[at]!))))
  if (columns !== undefined) narrow(widths, columns)
  return rows.map(row =>
    row
      .map((cell, at) => padded(shortened(cell, widths[at]!), widths[at]!))
      .join(' '.repeat(GAP))
      .trimEnd(),
  )
}

/** Takes from the widest column until the line fits. */
function narrow(widths: number[], columns: number): void {
  const gaps = GAP * (widths.length - 1)
  let over = widths.reduce((sum, width) => sum + width, gaps) - columns
  for (; over > 0; over -= 1) {
    const widest = Math.max(...widths)
    if (widest <= NARROWEST) return
    widths[widths.indexOf(widest)] = widest - 1
  }
}

/** The end of a path says more than its beginning. */
function shortened(text: string, width: number): string {
  if (widthOf(text) <= width) return text
  const letters = [...text]
  while (widthOf(letters.join('')) >= width) letters.shift()
  return `…${letters.join('')}`
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)))
}

/** Letters that take two columns: the blocks of Unicode that UAX #11 calls wide or fullwidth. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/gu

function widthOf(text: string): number {
  const plain = stripVTControlCharacters(text)
  return [...plain].length + (plain.match(WIDE)?.length ?? 0)
}
