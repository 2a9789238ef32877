/**
 * Bodies that are known as text because the response was made from a string by a class of ours.
 * Sending them needs no stream. A text is given out once, as a body is read once.
 */
const TAKEN = Symbol('taken')

const texts = new WeakMap<object, string | typeof TAKEN>()

export function rememberText(response: object, body: unknown): void {
  if (typeof body === 'string') texts.set(response, body)
}

/**
 * Takes the text of a response that nobody has read.
 *
 * @returns the text; `'taken'` when it was taken before; `undefined` when the stream must be read.
 */
export function takeText(response: Response): { readonly text: string } | 'taken' | undefined {
  const known = texts.get(response)
  if (known === undefined) return undefined
  if (known === TAKEN) return 'taken'
  if (response.bodyUsed || response.body?.locked) return undefined
  texts.set(response, TAKEN)
  return { text: known }
}
