/**
 * What a handler's run comes to: an answer, or the host's turn. A body over its limit is 413
 * whatever the handler made of it.
 */
import type { Converted, Result } from './exchange.js'
import { discardBody } from './fetch/discard-body.js'
import type { Answer } from './handler/run.js'
import { passAfterRead } from './own-answers.js'

/** @param explain - adds to an error what a developer wants to see of it. */
export async function resultOf(
  running: Promise<Answer | undefined>,
  converted: Converted,
  explain: (error: unknown) => void,
): Promise<Result> {
  let answer: Answer | undefined
  try {
    answer = await running
  } catch (error) {
    explain(error)
    throw converted.overLimit() ?? error
  }
  const overLimit = converted.overLimit()
  if (overLimit !== undefined) {
    if (answer) discardBody(answer.response, overLimit)
    throw overLimit
  }
  if (answer !== undefined) return { kind: 'answer', ...answer }
  if (converted.wasRead()) throw passAfterRead()
  return { kind: 'pass' }
}
