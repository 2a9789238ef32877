/** How Koa takes each ending of an exchange. */
import type { Context, Next } from 'koa'
import type { Exchange, Outlet } from '../src/exchange.js'
import type { Answer } from '../src/handler/run.js'
import type { AnswerEvents } from '../src/http/response/answer-events.js'
import { tellAnswered } from '../src/node-outlet.js'
import type { RouteDirectory } from '../src/routes.js'
import { answerOn } from './koa-answer.js'
import { passOn } from './koa-pass.js'

export class KoaOutlet implements Outlet<void>, AnswerEvents {
  readonly #routes: RouteDirectory
  readonly #ctx: Context
  readonly #exchange: Exchange
  readonly #next: Next

  constructor(routes: RouteDirectory, ctx: Context, exchange: Exchange, next: Next) {
    this.#routes = routes
    this.#ctx = ctx
    this.#exchange = exchange
    this.#next = next
  }

  send(answer: Answer): void | Promise<void> {
    return answerOn(this.#ctx, answer, this.#exchange.lifecycle, this)
  }

  pass(allow: string | undefined): Promise<void> {
    return passOn(this.#ctx, this.#next, allow, this.#routes.settings.drain)
  }

  fail(error: unknown): never {
    throw error
  }

  /** Koa itself emits the error on the application, which logs it by default. */
  onCut(error: unknown): void {
    if (this.#routes.settings.onError) this.#routes.report(error, this.#exchange)
  }

  onAnswered(): void {
    tellAnswered(this.#ctx.res, this.#routes, this.#exchange)
  }
}
