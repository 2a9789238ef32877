/**
 * Text for XML. Next.js puts it in as it is, so that `?a=1&b=2` makes a sitemap that no parser
 * takes, and who knew escaped it himself: what is a reference already stays one.
 */

/** How text and values of attributes are written. */
export type Escape = (value: unknown) => string

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

const SPECIAL = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)|[<>"]/gi

/** Characters that XML 1.0 has no way to write. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const IMPOSSIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

export const escaped: Escape = value =>
  textOf(value)
    .replace(IMPOSSIBLE, '')
    .replace(SPECIAL, character => ESCAPES[character]!)

/** `parity: 'exact'` */
export const raw: Escape = String

/** Next.js writes the dates of videos as JavaScript prints them, which no sitemap may have. */
function textOf(value: unknown): string {
  const isDate = value instanceof Date && !Number.isNaN(value.getTime())
  return isDate ? value.toISOString() : String(value)
}
