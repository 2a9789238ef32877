/** What no client may ever see: it is put into messages, stacks, paths and causes of faults. */
import type { Answer } from '../hosts/client/answer'

export const SECRET = 'pa55word-in-a-message'

/** An error that carries the secret wherever an error can. */
export function secretError(): Error {
  const cause = new Error(`caused by ${SECRET}`)
  const error = new Error(`message ${SECRET}`, { cause })
  error.stack = `Error: ${SECRET}\n    at handler (/srv/${SECRET}/app/route.ts:1:1)`
  return Object.assign(error, { file: `/srv/${SECRET}/route.ts`, code: 'E_SECRET' })
}

/** Neither the secret, nor a path, a stack frame or a file of ours. */
export function expectNoLeak({ lines, text }: Pick<Answer, 'lines' | 'text'>): void {
  const bytes = `${lines.flat().join('\n')}\n${text}`
  expect(bytes).not.toMatch(/pa55word|\bat .*:\d+:\d+|node_modules|\/src\/|\.tsx?\b/)
}
