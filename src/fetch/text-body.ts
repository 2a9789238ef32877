/**
 * Bodies that are known as text because the response was made from a string by a class of ours.
 * Sending them needs no stream. A text is given out once, as a body is read once.
 */

/** Where such a class keeps the text. */
export const TEXT: unique symbol = Symbol('text')

const TAKEN = Symbol('taken')

interface TextHolder {
  [TEXT]: string | symbol | undefined
}

/**
 * Takes the text of a response that nobody has read.
 *
 * @returns the text; `'taken'` when it was taken before; `undefined` when the stream must be read.
 */
export function takeText(response: Response): { readonly text: string } | 'taken' | undefined {
  if (!(TEXT in response)) return undefined
  const holder = response as Response & TextHolder
  const known = holder[TEXT]
  if (known === TAKEN) return 'taken'
  if (typeof known !== 'string' || response.bodyUsed || response.body?.locked) return undefined
  holder[TEXT] = TAKEN
  return { text: known }
}
