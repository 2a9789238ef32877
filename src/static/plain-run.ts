/** A route at work for one request, whose answer is looked at before it goes out. */
import type { Result, Running, Step } from '../exchange.js'

export type Finish = (result: Result) => Result

/** Runs it as if there were no cache, but for the finish. */
export function plainly(step: Step | Promise<Step | Result>, finish: Finish): Step | Promise<Step> {
  if (step instanceof Promise) return step.then(step => finishing(step, finish))
  return finishing(step, finish)
}

function finishing(step: Step, finish: Finish): Step {
  return step.kind === 'running' ? new PlainRun(step, finish) : finish(step)
}

class PlainRun implements Running {
  readonly kind = 'running'
  readonly outcome: Promise<unknown>
  readonly #run: Running
  readonly #finish: Finish

  constructor(run: Running, finish: Finish) {
    this.outcome = run.outcome
    this.#run = run
    this.#finish = finish
  }

  returned(value: unknown): Result | Promise<Result> {
    return this.#finished(this.#run.returned(value))
  }

  threw(error: unknown): Result | Promise<Result> {
    return this.#finished(this.#run.threw(error))
  }

  #finished(result: Result | Promise<Result>): Result | Promise<Result> {
    return result instanceof Promise ? result.then(this.#finish) : this.#finish(result)
  }
}
