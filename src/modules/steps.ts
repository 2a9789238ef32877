/**
 * Decisions that ask the host in between are generators: they yield a question and receive the
 * host's answer, or its error at the same place. So the synchronous hooks, the hooks thread and
 * the CommonJS resolver run the very same rules.
 */
export type Steps<Question, Answer, Result> = Generator<Question, Result, Answer>

export function runSync<Question, Answer, Result>(
  steps: Steps<Question, Answer, Result>,
  ask: (question: Question) => Answer,
): Result {
  let step = steps.next()
  while (!step.done) {
    let answer: Answer
    try {
      answer = ask(step.value)
    } catch (error) {
      step = steps.throw(error)
      continue
    }
    step = steps.next(answer)
  }
  return step.value
}

export async function runAsync<Question, Answer, Result>(
  steps: Steps<Question, Answer, Result>,
  ask: (question: Question) => Promise<Answer>,
): Promise<Result> {
  let step = steps.next()
  while (!step.done) {
    let answer: Answer
    try {
      answer = await ask(step.value)
    } catch (error) {
      step = steps.throw(error)
      continue
    }
    step = steps.next(answer)
  }
  return step.value
}
