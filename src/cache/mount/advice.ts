/** What is told about a tier when it is opened, because it shows too late otherwise. */
import cluster from 'node:cluster'
import { warnOnce } from '../../warn.js'
import type { OpenTier } from '../tier.js'
import type { CacheSettings } from './settings.js'

/** @param tier - has just been opened. */
export function adviseOn({ entries }: OpenTier, settings: CacheSettings): void {
  if (entries === undefined || entries.isLocal) return adviseOnMemory(settings)
  if (settings.buildId !== undefined) return
  warnOnce(
    'RH_CACHE_BUILD_ID',
    '',
    'The cache is shared with other processes, and the option "cache.buildId" is missing: its ' +
      'default tells route files apart, not what they import. Name each deployment, e.g. by the ' +
      'commit, or set ROUTE_HANDLERS_BUILD_ID; else a new one goes on serving what the old one made.',
  )
}

function adviseOnMemory({ isOneOfSeveral }: CacheSettings): void {
  if (!cluster.isWorker && !isOneOfSeveral) return
  warnOnce(
    'RH_CACHE_LOCAL',
    '',
    'This process is one of several, and its cache is its own: revalidateTag() and ' +
      'revalidatePath() do not reach the others. Share it: cache: { tier: redisTier({ client }) }.',
  )
}
