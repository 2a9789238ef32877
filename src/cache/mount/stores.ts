/** What the option `cache` says about where values live, at work. */
import type { Emit } from '../engine/events.js'
import type { OpenTier } from '../tier.js'
import type { Stores } from './engines.js'
import type { CacheSettings } from './settings.js'

// Evaluated by those who ask for them.
type GlobalHandlers = typeof import('../foreign/global-handlers.js')
type OpenDisk = typeof import('../disk/open-disk.js')

/** The tier, with the directory behind it that the option `disk` names. */
export function openTier(settings: CacheSettings, emit: Emit): OpenTier {
  const { tier, disk, buildId } = settings
  const open = tier.open(emit)
  if (disk === undefined) return open
  const { openDisk } = require('../disk/open-disk.js') as OpenDisk
  return openDisk(open, { ...disk, buildId }, emit)
}

/** The stores that somebody wrote for Next.js. */
export function foreignStores({ handler, handlers = {} }: CacheSettings): Stores {
  if (handlers !== 'global') return { handler, handlers }
  const { globalHandlers } = require('../foreign/global-handlers.js') as GlobalHandlers
  const installed = globalHandlers()
  return { handler: handler ?? installed.handler, handlers: installed.handlers }
}
