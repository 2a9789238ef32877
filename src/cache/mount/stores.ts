/** What the option `cache` says about where values live, at work. */
import { globalHandlers } from '../foreign/global-handlers.js'
import type { Stores } from './engines.js'
import type { CacheSettings } from './settings.js'

/** The stores that somebody wrote for Next.js. */
export function foreignStores({ handler, handlers = {} }: CacheSettings): Stores {
  if (handlers !== 'global') return { handler, handlers }
  const installed = globalHandlers()
  return { handler: handler ?? installed.handler, handlers: installed.handlers }
}
