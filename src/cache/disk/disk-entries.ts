/** Entries as files that no other process touches: written aside and renamed, checked when read. */
import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Claim, EntryStore, Reader } from '../engine/entry-store.js'
import type { Emit } from '../engine/events.js'
import type { Entry } from '../entry/entry.js'
import { decodeFrame, encodeFrame } from '../entry/frame.js'
import { PendingWrites } from '../pending-writes.js'
import { DiskIndex } from './disk-index.js'
import type { Folders } from './folders.js'

/** Of the process, not of the disk: another try may do. */
const PASSING = new Set(['EMFILE', 'ENFILE', 'EAGAIN'])

export interface DiskEntriesOptions {
  readonly root: string
  readonly maxBytes: number
  readonly emit: Emit
}

export class DiskEntries implements EntryStore {
  readonly tier = 'DISK'
  readonly isLocal = true
  readonly index: DiskIndex
  readonly #options: DiskEntriesOptions
  readonly #folders: Folders
  readonly #writes = new PendingWrites()
  #isOff = false

  constructor(folders: Folders, options: DiskEntriesOptions) {
    this.#folders = folders
    this.#options = options
    const { root, maxBytes } = options
    const remove = (path: string): Promise<void> => this.#unlink(path)
    this.index = new DiskIndex({ root, maxBytes, remove }, folders.tidy())
  }

  available(): boolean {
    return !this.#isOff
  }

  async getOrLock(
    key: string,
    _token: string,
    _leaseMs: number,
    force: boolean,
    { kind }: Reader,
  ): Promise<Claim> {
    const entry = this.#writes.get(key) ?? (await this.#read(this.#folders.pathOf(kind, key)))
    return { entry, lock: force || entry === undefined ? 'mine' : 'none', fence: 0 }
  }

  async put(key: string, entry: Entry, ttlMs: number): Promise<boolean> {
    const path = this.#folders.pathOf(entry.kind, key)
    if (this.#isOff) return true
    const kept = ttlMs > 0 ? entry : undefined
    const write = (): Promise<void> => (kept ? this.#write(path, kept) : this.#remove(path))
    await this.#writes.add(key, kept, write)
    return true
  }

  async renew(): Promise<void> {}

  async unlock(): Promise<void> {}

  /** From now on memory does alone. @param error - is told to those who watch, once. */
  turnOff(error?: unknown): void {
    if (this.#isOff) return
    this.#isOff = true
    if (error !== undefined) this.#options.emit({ type: 'l2-error', op: 'disk', error })
  }

  async #read(path: string): Promise<Entry | undefined> {
    const file = join(this.#options.root, path)
    let frame: Buffer
    try {
      frame = await readFile(file)
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') this.#failed(error)
      return undefined
    }
    const entry = decodeFrame(frame)
    if (entry === undefined) {
      this.#options.emit({ type: 'frame-error' })
      await this.#remove(path)
    } else {
      this.index.touch(path)
      const now = new Date()
      utimes(file, now, now).catch(() => {})
    }
    return entry
  }

  async #write(path: string, entry: Entry): Promise<void> {
    const { root, maxBytes } = this.#options
    const frame = encodeFrame(entry)
    if (frame.byteLength > maxBytes) return
    const file = join(root, path)
    const aside = `${file}.${randomUUID()}.new`
    try {
      await writeNew(aside, frame)
      await rename(aside, file)
    } catch (error) {
      await rm(aside, { force: true }).catch(() => {})
      return this.#failed(error)
    }
    await this.index.add(path, frame.byteLength)
  }

  async #remove(path: string): Promise<void> {
    await this.#unlink(path)
    await this.index.drop(path)
  }

  async #unlink(path: string): Promise<void> {
    await rm(join(this.#options.root, path), { force: true }).catch(error => this.turnOff(error))
  }

  /** @throws what passes. */
  #failed(error: unknown): void {
    if (PASSING.has(String(codeOf(error)))) throw error
    this.turnOff(error)
  }
}

/** Makes the directory where it is missing, which is rare. */
async function writeNew(file: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeFile(file, bytes, { mode: 0o600 })
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, bytes, { mode: 0o600 })
  }
}

function codeOf(error: unknown): unknown {
  return (error as { code?: unknown }).code
}
