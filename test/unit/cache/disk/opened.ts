/** An engine over a directory, as a process has it that was just started. */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DiskSettings, openDisk } from '../../../../src/cache/disk/open-disk'
import { Engine } from '../../../../src/cache/engine/engine'
import type { CacheEvent } from '../../../../src/cache/engine/events'
import type { Generated } from '../../../../src/cache/engine/generated'
import type { Kind } from '../../../../src/cache/entry/entry'
import { hashKey } from '../../../../src/cache/entry/key'
import { memoryTier } from '../../../../src/cache/tier'

const directories: string[] = []

export function directory(): string {
  const made = mkdtempSync(join(tmpdir(), 'rh-disk-'))
  directories.push(made)
  return made
}

export function removeDirectories(): void {
  for (const made of directories.splice(0)) rmSync(made, { recursive: true, force: true })
}

export class Opened {
  readonly events: CacheEvent[] = []
  readonly tags
  readonly entries
  readonly engine: Engine
  calls = 0

  constructor(dir: string, settings: Partial<DiskSettings> = {}) {
    const emit = (event: CacheEvent): void => void this.events.push(event)
    const disk = { dir, buildId: 'build', ...settings }
    const { tags, entries } = openDisk(memoryTier().open(emit), disk, emit)
    this.tags = tags
    this.entries = entries
    this.engine = new Engine({ tags, entries, emit })
  }

  /** `HIT DISK first`: the state, where it was, what it is. */
  async get(key: string, { kind = 'F', bytes = 0, tags = ['tag'], value = 'made' }: Value = {}) {
    const generate = async (): Promise<Generated<never>> => {
      this.calls++
      const body = Buffer.from(value.padEnd(bytes, '.'))
      return { type: 'store', kind, tags, revalidate: 60, expire: 3600, body }
    }
    const result = await this.engine.get(hashKey([key]), { kind, generate })
    if (!('entry' in result)) return result.state
    const place = 'tier' in result ? ` ${result.tier}` : ''
    return `${result.state}${place} ${String(result.entry.body).replace(/\.+$/, '')}`
  }

  get errors(): unknown[] {
    return this.events.filter(({ type }) => type === 'l2-error')
  }

  async close(): Promise<void> {
    await this.engine.idle()
    this.engine.close()
    await this.tags.close()
  }
}

export interface Value {
  readonly kind?: Kind
  readonly bytes?: number
  readonly tags?: readonly string[]
  readonly value?: string
}

/** The files of entries, relative to the directory. */
export function entryFiles(dir: string): string[] {
  const root = join(dir, 'v1')
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter(name => /^(?:shared|build-)/.test(name) && statSync(join(root, name)).isFile())
    .map(name => join(root, name))
}
