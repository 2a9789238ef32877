/** Tags of one process that outlive it: each invalidation is in a log before it is acknowledged. */
import { randomUUID } from 'node:crypto'
import type { Stamp } from '../entry/entry.js'
import type { Manifest } from '../tags/manifest.js'
import type { MemoryTags } from '../tags/memory-tags.js'
import type { TagCounts, TagStore } from '../tags/tag-store.js'
import type { DirectoryLock } from './directory-lock.js'
import { LogFile } from './log-file.js'
import { compacted, lineOf, readLog } from './tag-log.js'

/**
 * What a start adds to the epoch: more than what a power failure can take from the end of a log.
 * Whatever is invalidated from here on is newer than every value on the disk.
 */
const START_STEP = 2 ** 20

export interface DiskTagsOptions {
  readonly file: string
  readonly durable: boolean
  /** The log cannot be written any more. */
  readonly onError: (error: unknown) => void
  /** On the directory; given up when it is closed. */
  readonly lock: Pick<DirectoryLock, 'release'>
}

export class DiskTags implements TagStore {
  readonly disconnectedSince = 0
  readonly isShared = false
  readonly view: Manifest
  readonly #memory: MemoryTags
  readonly #onError: (error: unknown) => void
  readonly #lock: DiskTagsOptions['lock']
  #log: LogFile | undefined

  /** @throws what the file system fails with. */
  constructor(memory: MemoryTags, { file, durable, onError, lock }: DiskTagsOptions) {
    this.#memory = memory
    this.#onError = onError
    this.#lock = lock
    const { view } = memory
    this.view = view
    const known = readLog(file)
    if (known) view.replace({ ...known, epoch: known.epoch + START_STEP })
    else view.manifest = randomUUID()
    this.#log = new LogFile({ file, durable, compact: () => compacted(view) })
  }

  get counts(): TagCounts {
    return this.#memory.counts
  }

  /** An entry of an epoch that the log does not know yet was stored under a log that is lost. */
  accepts({ epoch }: Stamp): boolean {
    return epoch <= this.view.epoch
  }

  start(): Promise<void> {
    return this.#memory.start()
  }

  invalidate(tags: readonly string[], expire?: number): Promise<void> | undefined {
    const { view } = this
    this.#memory.invalidate(tags, expire)
    return this.#write(() => tags.map(tag => [tag, view.record(tag)] as const))
  }

  async expireAll(): Promise<void> {
    await this.#memory.expireAll()
    await this.#write(() => [])
  }

  syncAfterNow(): Promise<void> {
    return this.#memory.syncAfterNow()
  }

  async close(): Promise<void> {
    const log = this.#log
    this.#log = undefined
    await log?.close()
    this.#lock.release()
  }

  /** Another process has taken the directory: nothing of ours is written to it any more. */
  leave(): void {
    const log = this.#log
    this.#log = undefined
    void log?.close().catch(() => {})
  }

  #write(records: () => Parameters<typeof lineOf>[0]['records']): Promise<void> | undefined {
    const log = this.#log
    if (log === undefined) return undefined
    const { epoch, floor } = this.view
    return log
      .append(lineOf({ epoch, floor, records: records() }))
      .catch(error => this.#fail(error, log))
  }

  /** A log that lacks an invalidation must not be read again. */
  async #fail(error: unknown, log: LogFile): Promise<void> {
    if (this.#log === log) {
      this.#log = undefined
      this.#onError(error)
    }
    await log.remove().catch(this.#onError)
  }
}
