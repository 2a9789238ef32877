/**
 * Makes the runtime of `'use cache'` reachable for compiled code. Most servers have no cached
 * function, so the runtime itself is evaluated when the first one is called.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { state } from '../state.js'
import type { UseCache } from './use-cache.js'

/** Without effect where a copy of this package has done it. */
export function installUseCache(): void {
  if (Object.getOwnPropertyDescriptor(state, 'useCache')?.get || state.useCache) return
  // Taken now: the first caller's async context is not everybody's.
  const shielded = AsyncLocalStorage.snapshot()
  Object.defineProperty(state, 'useCache', {
    configurable: true,
    get: () => replaced(create(shielded)),
  })
}

/** What was compiled elsewhere, or in the hooks thread, asks for the request here first. */
function create(shielded: ReturnType<typeof AsyncLocalStorage.snapshot>): UseCache {
  state.scopeWanted = true
  const { CachedFunctions } = require('./use-cache.js') as typeof import('./use-cache.js')
  return new CachedFunctions(shielded)
}

function replaced(value: UseCache): UseCache {
  Object.defineProperty(state, 'useCache', { configurable: true, writable: true, value })
  return value
}
