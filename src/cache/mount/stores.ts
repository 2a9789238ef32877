/** What the option `cache` says about where values live, at work. */
import type { Emit } from '../engine/events.js'
import { globalHandlers } from '../foreign/global-handlers.js'
import type { OpenTier } from '../tier.js'
import type { Stores } from './engines.js'
import type { CacheSettings } from './settings.js'

/** The tier, with the directory behind it that the option `disk` names. */
export function openTier(settings: CacheSettings, emit: Emit): OpenTier {
  const { tier, disk, buildId } = settings
  const open = tier.open(emit)
  if (disk === undefined) return open
  // Evaluated by those who have one.
  const { openDisk } = require('../disk/open-disk.js') as typeof import('../disk/open-disk.js')
  return openDisk(open, { ...disk, buildId }, emit)
}

/** The stores that somebody wrote for Next.js. */
export function foreignStores({ handler, handlers = {} }: CacheSettings): Stores {
  if (handlers !== 'global') return { handler, handlers }
  const installed = globalHandlers()
  return { handler: handler ?? installed.handler, handlers: installed.handlers }
}
