/**
 * The inline source map of a text with insertions. Lines stay, columns move, and tsx writes a whole
 * file into one line. Of a segment (ECMA-426, "Mappings structure") only the first number is the
 * column, as the distance from the segment before it.
 */
import { readInlineMap, withInlineMap } from '../inline-map.js'
import type { Insertion } from './insertions.js'

/**
 * @param source - before the insertions.
 * @param insertions - in the order of the text, none with a line break.
 * @param text - after them.
 */
export function withShiftedMap(
  source: string,
  insertions: readonly Insertion[],
  text: string,
): string {
  const map = readInlineMap(source)
  if (typeof map?.mappings !== 'string') return text
  const lines = map.mappings.split(';')
  let start = 0
  const starts = source.split('\n').map(line => {
    const at = start
    start += line.length + 1
    return at
  })
  const shifted = lines.map((line, index) => {
    const [from, to] = [starts[index] ?? start, starts[index + 1] ?? start]
    const inLine = insertions.filter(({ at }) => at >= from && at < to)
    return inLine.length > 0 && line !== '' ? shiftedLine(line, from, inLine) : line
  })
  return withInlineMap(text, { ...map, mappings: shifted.join(';') })
}

function shiftedLine(line: string, from: number, insertions: readonly Insertion[]): string {
  let column = from
  let next = 0
  const segments = line.split(',').map(segment => {
    const { value, length } = readNumber(segment)
    column += value
    let moved = 0
    for (; (insertions[next]?.at ?? Number.POSITIVE_INFINITY) <= column; next++) {
      moved += insertions[next]?.text.length ?? 0
    }
    return writeNumber(value + moved) + segment.slice(length)
  })
  return segments.join(',')
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** The first number of a segment, in base 64 VLQ; never negative, as columns of a line ascend. */
function readNumber(segment: string): { value: number; length: number } {
  let bits = 0
  let length = 0
  for (let shift = 0; ; shift += 5) {
    const digit = DIGITS.indexOf(segment[length++] ?? 'A')
    bits += (digit & 31) * 2 ** shift
    if (digit < 32) return { value: Math.floor(bits / 2), length }
  }
}

function writeNumber(value: number): string {
  let text = ''
  for (let bits = value * 2; ; ) {
    const digit = bits % 32
    bits = Math.floor(bits / 32)
    text += DIGITS[bits > 0 ? digit + 32 : digit]
    if (bits === 0) return text
  }
}
