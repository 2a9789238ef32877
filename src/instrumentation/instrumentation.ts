/**
 * The hooks of `instrumentation.ts`: `register()` before the first request, `onRequestError()` for
 * each request that failed. Evaluated only where there is such a file.
 */
import { RouteHandlersError } from '../errors.js'
import type { Exchange } from '../exchange.js'
import { logError } from '../log-error.js'
import type { Match } from '../router/route.js'
import { state } from '../state.js'
import {
  errorContext,
  errorRequest,
  type InstrumentationOnRequestError,
  type Reached,
} from './request-error.js'

type Exports = Readonly<Record<string, unknown>>

interface Hooks {
  readonly onRequestError: InstrumentationOnRequestError | undefined
}

export interface InstrumentationInit {
  /** Absolute. */
  readonly file: string
  readonly load: (file: string) => Promise<Exports>
  readonly compat: 14 | 15 | 16
  readonly basePath: string | undefined
}

export class Instrumentation {
  readonly #init: InstrumentationInit
  /** By the host's request, since a proxy may put another exchange in the place of the first. */
  readonly #reached = new WeakMap<object, Reached>()
  /** Whether nobody has to wait. */
  isReady = false

  constructor(init: InstrumentationInit) {
    this.#init = init
  }

  /**
   * Runs `register()`, unless another mount has.
   *
   * @throws RouteHandlersError `RH_MODULE_LOAD`, `RH_INVALID_EXPORT`, `RH_INSTRUMENTATION`.
   */
  async start(): Promise<void> {
    await this.#hooks()
    this.isReady = true
  }

  /** Errors of this exchange are of that route from now on; without one, of the proxy. */
  note({ incoming }: Exchange, match: Match | undefined, isRenewal = false): void {
    this.#reached.set(incoming, { match, isRenewal })
  }

  /**
   * Shows an error to `onRequestError()` and waits for it. Never rejects. A refusal is no error of
   * a route, and neither is what came before one.
   */
  async tell(error: unknown, exchange: Partial<Exchange>): Promise<void> {
    const reached = exchange.incoming && this.#reached.get(exchange.incoming)
    if (reached === undefined || isRefusal(error) || !this.isReady) return
    const { compat, basePath } = this.#init
    try {
      const { onRequestError } = await this.#hooks()
      if (onRequestError === undefined) return
      const request = errorRequest(exchange as Exchange, basePath, reached)
      await onRequestError(thrownBy(error), request, errorContext(reached, compat))
    } catch (failure) {
      logError('Error in instrumentation.onRequestError:', failure)
    }
  }

  /** One for the process: two mounts beside one file run its `register()` once. */
  #hooks(): Promise<Hooks> {
    const { file } = this.#init
    state.instrumentations ??= new Map()
    const all = state.instrumentations as Map<string, Promise<Hooks>>
    const known = all.get(file)
    if (known !== undefined) return known
    const hooks = this.#register(() => all.delete(file))
    all.set(file, hooks)
    return hooks
  }

  /** @param retry - a file that could not be loaded may be repaired; `register()` runs once. */
  async #register(retry: () => void): Promise<Hooks> {
    const { file, load } = this.#init
    const exports = await load(file).catch(error => {
      retry()
      throw error
    })
    const register = hookOf(exports, 'register', file) as (() => unknown) | undefined
    const onRequestError = hookOf(exports, 'onRequestError', file) as Hooks['onRequestError']
    try {
      await register?.()
    } catch (cause) {
      const message = `An error occurred while loading instrumentation hook: ${textOf(cause)} (${file})`
      throw new RouteHandlersError('RH_INSTRUMENTATION', message, { cause, file })
    }
    return { onRequestError }
  }
}

function hookOf(exports: Exports, name: string, file: string): unknown {
  const value = exports[name]
  if (value === undefined || typeof value === 'function') return value
  const message = `${name} is not a function in ${file}. Export a function, or remove the export.`
  throw new RouteHandlersError('RH_INVALID_EXPORT', message, { file })
}

function textOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}

/** What a client got wrong, and a server that is closing. */
function isRefusal(error: unknown): boolean {
  return error instanceof RouteHandlersError && (error.expose || error.code === 'RH_CLOSING')
}

/** What the handler threw, as it is: hosts are given an Error in its place. */
function thrownBy(error: unknown): unknown {
  const { code, cause } = Object(error) as RouteHandlersError
  return code === 'RH_NON_ERROR_THROWN' && Object.hasOwn(error as object, 'cause') ? cause : error
}
