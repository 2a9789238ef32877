/**
 * Errors on their way to the option `onError`, each once. Hosts are told elsewhere; this is for
 * those who watch, and for errors that no answer can tell of any more.
 */
import type { Exchange } from './exchange.js'
import type { Answer } from './handler/run.js'
import { logError } from './log-error.js'
import { Response } from './natives.js'
import type { Settings } from './options.js'
import { traceError } from './tracing.js'

/** What is known of a request that failed, whether or not it came as far as a handler. */
export type Failed = Pick<Exchange, 'request' | 'method' | 'host'>

type OnError = Settings['onError']

const FAILED_ITSELF = 'The option onError failed:'

/**
 * Shows an error to `onError`, which may answer it. One that fails itself answers nothing: the
 * host is then told of the first error, the console of the second.
 */
export async function consult(
  onError: OnError,
  error: unknown,
  failed: Failed,
): Promise<Answer | undefined> {
  traceError(failed, error)
  try {
    const response = await onError?.(error, failed.request)
    return response instanceof Response ? { response } : undefined
  } catch (failure) {
    logError(FAILED_ITSELF, failure)
    return undefined
  }
}

/** Shows an error that no answer can tell of any more: to `onError`, else to the console. */
export function report(onError: OnError, error: unknown, failed: Failed, message: string): void {
  traceError(failed, error)
  if (onError === undefined) return logError(message, error)
  const seen = async (): Promise<unknown> => onError(error, failed.request)
  seen().catch(failure => logError(FAILED_ITSELF, failure))
}
