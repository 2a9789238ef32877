/**
 * What was thrown, as an error that a host can be given. Hosts take some values for control flow:
 * Express goes on for `next(undefined)` and leaves the router for `next('router')`. And hosts read
 * errors, to answer and to log them: one whose properties throw would end the process there.
 */
import { RouteHandlersError } from './errors.js'

/** What Express, Koa and http-errors look at. */
const READ_BY_HOSTS = ['code', 'expose', 'headers', 'message', 'name', 'stack', 'status'] as const

/**
 * @param file - the route file, where it was a handler that threw.
 * @returns the value itself if it is an Error that can be read; otherwise an error of ours.
 */
export function toError(thrown: unknown, file?: string): Error {
  const what = flawOf(thrown)
  if (what === undefined) return thrown as Error
  const who =
    file === undefined ? 'A response body or an option failed with' : `The handler in ${file} threw`
  if (what === 'unreadable') {
    return wrapped(`${who} an Error whose properties throw when they are read: [unprintable]`, file)
  }
  const message = `${who} a value that is not an Error; it is the cause of this one.`
  return wrapped(message, file, { cause: thrown })
}

function flawOf(thrown: unknown): 'not an error' | 'unreadable' | undefined {
  try {
    if (!(thrown instanceof Error) && !isForeignError(thrown)) return 'not an error'
    for (const name of READ_BY_HOSTS) Reflect.get(thrown as object, name)
    return undefined
  } catch {
    return 'unreadable'
  }
}

/** An Error of another realm, as under vm contexts and test runners. */
function isForeignError(value: unknown): boolean {
  return /^\[object (?:Error|DOMException)\]$/.test(Object.prototype.toString.call(value))
}

function wrapped(message: string, file?: string, options: { cause?: unknown } = {}): Error {
  return new RouteHandlersError('RH_NON_ERROR_THROWN', message, {
    ...options,
    ...(file === undefined ? {} : { file }),
  })
}
