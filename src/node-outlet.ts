/** Answers written straight to a Node response: Express, Connect and plain `node:http`. */
import type { Exchange, Outlet } from './exchange.js'
import type { Answer } from './handler/run.js'
import type { NodeResponse } from './http/messages.js'
import type { AnswerEvents } from './http/response/answer-events.js'
import { cut, type SendOptions, send, sendWhole } from './http/response/send.js'
import { logError } from './log-error.js'
import { mergeAllow } from './merge-allow.js'
import type { MessagePair } from './node-exchange.js'
import type { RouteDirectory } from './routes.js'
import { warnOnce } from './warn.js'

/** Connect's `next`: going on without an argument, failing with one. */
export type Next = (error?: unknown) => void

export class NodeOutlet implements Outlet<void>, AnswerEvents {
  readonly #routes: RouteDirectory
  readonly #response: NodeResponse
  readonly #exchange: Exchange
  readonly #next: Next

  constructor(routes: RouteDirectory, response: NodeResponse, exchange: Exchange, next: Next) {
    this.#routes = routes
    this.#response = response
    this.#exchange = exchange
    this.#next = next
  }

  send(answer: Answer): void | Promise<void> {
    const exchange = this.#exchange
    const options: SendOptions = {
      method: exchange.method,
      lifecycle: exchange.lifecycle,
      setCookie: answer.setCookie,
      ours: answer.ours,
      events: this,
    }
    if (answer.whole) return sendWhole(answer.whole, this.#response, options)
    return send(answer.response, this.#response, options)
  }

  onCut(error: unknown): void {
    this.#routes.report(error, this.#exchange)
  }

  onAnswered(): void {
    tellAnswered(this.#response, this.#routes, this.#exchange)
  }

  pass(allow: string | undefined): void {
    if (allow !== undefined) mergeAllow(this.#response, allow)
    const next = this.#next
    next()
  }

  fail(error: unknown): void {
    const next = this.#next
    try {
      next(error)
    } catch (failure) {
      // A final handler that throws would leave the client waiting, and end the process.
      logError('An error handler of the host failed:', failure)
      if (!this.#response.writableEnded) cut(this.#response)
    }
  }
}

/** The handler wrote to the host's response itself, or the host gave up waiting for it. */
export function tellAnswered(
  response: NodeResponse,
  routes: RouteDirectory,
  exchange: Exchange,
): void {
  if (response.writableEnded) warnAnswered()
  else routes.report(headersSent(), exchange)
}

/**
 * Deals with a request that earlier middleware has already answered, or begun to: no handler
 * runs for it.
 */
export function hasAnswered(routes: RouteDirectory, host: MessagePair, next: Next): boolean {
  const { req, res } = host
  if (!res.headersSent) return false
  if (res.writableEnded) {
    warnAnswered()
    next()
  } else {
    const error = headersSent()
    void routes.consult(error, { request: undefined, method: req.method ?? 'GET', host })
    next(error)
  }
  return true
}

/** Says once that a request was answered before it reached us. */
export function warnAnswered(): void {
  warnOnce(
    'RH_ALREADY_ANSWERED',
    '',
    'A request that was already answered reached a route directory; what the route file answers, ' +
      'if it runs at all, is discarded. Do not call next() after sending a response.',
  )
}

/** The error that Node gives for a second head, made before one is tried. */
export function headersSent(): Error {
  const message = 'Cannot set headers after they are sent to the client'
  return Object.assign(new Error(message), { code: 'ERR_HTTP_HEADERS_SENT' })
}
