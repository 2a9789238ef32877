/**
 * `context.params` in the shape of each Next.js version: an object in 14, a promise since 15.
 * The promise also carries the values as read-only properties, so that files written for 14 run
 * unmodified.
 */
import type { Compat } from '../next/scope.js'
import type { Params } from '../router/route.js'
import { warnOnce } from '../warn.js'

/** Shadowing these would break `await`. */
const PROMISE_MEMBERS = new Set(['then', 'catch', 'finally', 'constructor'])

export function paramsFor(
  params: Params | undefined,
  compat: Compat,
  route: string,
  dev: boolean,
): unknown {
  if (params === undefined) return undefined
  const values = ordinary(params)
  if (compat === 14) return values
  const promise = Promise.resolve(values)
  for (const name in values) {
    if (PROMISE_MEMBERS.has(name)) continue
    const value = values[name]
    // Not frozen as a whole: under async hooks Node.js 20 and 22 write to promises.
    const property = dev ? warning(route, name, value) : { enumerable: true, value }
    Object.defineProperty(promise, name, property)
  }
  return promise
}

/** An ordinary object, as handlers expect, without a way to its prototype through a name. */
function ordinary(params: Params): Params {
  const values: Record<string, Params[string]> = {}
  for (const name in params) {
    const value = params[name]!
    if (name !== '__proto__') values[name] = value
    else Object.defineProperty(values, name, { ...PLAIN, value })
  }
  return values
}

const PLAIN = { configurable: true, enumerable: true, writable: true } as const

function warning(route: string, name: string, value: unknown): PropertyDescriptor {
  return {
    enumerable: true,
    get() {
      warnOnce('RH_SYNC_PARAMS', route, syncAccess(route, name))
      return value
    },
  }
}

function syncAccess(route: string, name: string): string {
  return (
    `Route "${route}" used \`params.${name}\`. \`params\` is a Promise since Next.js 15: ` +
    '`const { … } = await params`. Reading it directly works here, but not in Next.js 16.'
  )
}
