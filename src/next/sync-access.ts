/**
 * The shapes in which `cookies()`, `headers()` and `draftMode()` are returned: the object itself
 * in 14, a promise in 16, and in 15 a promise that also has the members of the object, so that
 * files written for 14 go on working.
 */
import { warnOnce } from '../warn.js'
import type { RequestScope, ScopedApi } from './scope.js'

/** @param members - names of `value` that the promise of 15 also has. */
export function shape<T extends object>(
  scope: RequestScope,
  api: ScopedApi,
  value: T,
  members: readonly PropertyKey[],
): Promise<T> {
  scope.returned[api] ??= make(scope, api, value, members)
  return scope.returned[api] as Promise<T>
}

function make<T extends object>(
  scope: RequestScope,
  api: ScopedApi,
  value: T,
  members: readonly PropertyKey[],
): T | Promise<T> {
  if (scope.compat === 14) return value
  const promise = Promise.resolve(value)
  if (scope.compat === 15) {
    for (const name of members) {
      Object.defineProperty(promise, name, {
        configurable: true,
        get() {
          if (scope.init.dev) warn(scope, api, name)
          const member: unknown = Reflect.get(value, name)
          return typeof member === 'function' ? member.bind(value) : member
        },
      })
    }
  }
  return promise
}

function warn(scope: RequestScope, api: ScopedApi, name: PropertyKey): void {
  warnOnce(
    'RH_SYNC_ACCESS',
    api,
    `Route "${scope.route}" used \`${api}().${String(name)}\`. \`${api}()\` should be awaited before using its value. Learn more: https://nextjs.org/docs/messages/sync-dynamic-apis`,
  )
}
