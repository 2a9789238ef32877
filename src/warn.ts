/** Warnings, most of them once per process, through `process.emitWarning`, so that hosts can listen. */
import { state } from './state.js'

/**
 * Emits a process warning, once for each `code` and `key`.
 *
 * @param code - `RH_…`, shown by Node beside the message.
 * @param key - what makes this occasion distinct, e.g. the route; `''` for once per process.
 */
export function warnOnce(code: `RH_${string}`, key: string, message: string): void {
  const id = `${code}\n${key}`
  if (state.warned.has(id)) return
  state.warned.add(id)
  warn(code, message)
}

/** Emits a process warning each time: for occasions that make themselves rare. */
export function warn(code: `RH_${string}`, message: string): void {
  process.emitWarning(message, { type: 'RouteHandlersWarning', code })
}
