/** Warnings, most of them once per process, through `process.emitWarning`, so that hosts can listen. */
import { channel } from 'node:diagnostics_channel'
import { state } from './state.js'

/** Interop rule OPS-3. */
const warnings = channel('route-handlers:warning')

/**
 * Occasions of one code that are told apart. Some keys are what a client chose, such as a URL or
 * the name of a cookie: neither the log nor what is remembered may grow with them.
 */
const MOST_PER_CODE = 100

/**
 * Emits a process warning, once for each `code` and `key`. After a hundred keys the code falls
 * silent.
 *
 * @param code - `RH_…`, shown by Node beside the message.
 * @param key - what makes this occasion distinct, e.g. the route; `''` for once per process.
 */
export function warnOnce(code: `RH_${string}`, key: string, message: string): void {
  const { warned } = state
  const id = `${code}\n${key}`
  // The bare code stands for all that would follow.
  if (warned.has(code) || warned.has(id)) return
  warned.add(id)
  const isLast = occasionsOf(code) === MOST_PER_CODE
  if (isLast) warned.add(code)
  warn(code, isLast ? `${message} (Further warnings of this code are not shown.)` : message)
}

/** Emits a process warning each time: for occasions that make themselves rare. */
export function warn(code: `RH_${string}`, message: string): void {
  process.emitWarning(message, { type: 'RouteHandlersWarning', code })
  warnings.publish({ code, message })
}

function occasionsOf(code: string): number {
  let occasions = 0
  for (const id of state.warned) if (id.startsWith(`${code}\n`)) occasions += 1
  return occasions
}
