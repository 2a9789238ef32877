/** Puts a directory behind a cache in memory: entries and invalidations survive the process. */
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { RouteHandlersError } from '../../errors.js'
import { warnOnce } from '../../warn.js'
import type { Emit } from '../engine/events.js'
import { MemoryTags } from '../tags/memory-tags.js'
import type { OpenTier } from '../tier.js'
import { DirectoryLock } from './directory-lock.js'
import { DiskEntries } from './disk-entries.js'
import { DiskTags } from './disk-tags.js'
import { Folders } from './folders.js'

export interface DiskSettings {
  readonly dir: string
  readonly maxBytes?: number
  readonly durable?: boolean
  readonly buildId: string | undefined
}

const MEBIBYTE = 1024 * 1024

/**
 * @returns the tier itself where the directory cannot be used.
 * @throws RouteHandlersError `RH_INVALID_OPTION` beside a tier that processes share.
 */
export function openDisk(tier: OpenTier, disk: DiskSettings, emit: Emit): OpenTier {
  const { tags } = tier
  if (!(tags instanceof MemoryTags)) throw besideShared()
  const root = join(resolve(disk.dir), 'v1')
  try {
    return opened(tags, tier, { ...disk, root }, emit)
  } catch (error) {
    emit({ type: 'l2-error', op: 'disk', error })
    warnOnce(
      'RH_CACHE_DISK',
      root,
      `The directory ${root} cannot be used, so the cache is in memory alone: ${String(error)}.`,
    )
    return tier
  }
}

function opened(
  memory: MemoryTags,
  tier: OpenTier,
  disk: DiskSettings & { readonly root: string },
  emit: Emit,
): OpenTier {
  const { root, buildId, maxBytes = 512 * MEBIBYTE, durable = false } = disk
  // Answers may be for few: nobody else on this machine is to read them.
  mkdirSync(root, { recursive: true, mode: 0o700 })
  const lock = DirectoryLock.take(join(root, 'lock'))
  if (typeof lock === 'number') {
    warnInUse(root, lock)
    return tier
  }
  try {
    const entries = new DiskEntries(new Folders(root, buildId), { root, maxBytes, emit })
    const onError = (error: unknown): void => entries.turnOff(error)
    const tags = new DiskTags(memory, { file: join(root, 'tags.log'), durable, onError, lock })
    lock.onLost = () => {
      entries.turnOff(new Error(`Another process has taken ${root}`))
      tags.leave()
    }
    return { ...tier, tags, entries }
  } catch (error) {
    lock.release()
    throw error
  }
}

function warnInUse(root: string, pid: number): void {
  const [owner, each] =
    pid === process.pid ? ['another mount', 'mount'] : [`the process ${pid}`, 'process']
  warnOnce(
    'RH_CACHE_DISK',
    root,
    `The directory ${root} belongs to ${owner}, so the cache is in memory alone. ` +
      `Give each ${each} a directory of its own, or share the cache by a Redis.`,
  )
}

function besideShared(): RouteHandlersError {
  return new RouteHandlersError(
    'RH_INVALID_OPTION',
    'The option "cache.disk" goes with the cache of one process: leave it out beside a shared tier.',
  )
}
