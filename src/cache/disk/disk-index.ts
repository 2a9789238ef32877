/**
 * What is on the disk, so that it does not outgrow its bound: those used least recently go first.
 * Found by looking, when the directory is opened.
 */
import { readdir, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { LRUCache } from 'lru-cache'

/** Files are asked about so many at a time. */
const AT_ONCE = 32
/** What even a short file takes. Bytes. */
const BLOCK = 4096

interface Found {
  readonly path: string
  readonly size: number
  readonly used: number
}

export interface DiskIndexOptions {
  readonly root: string
  readonly maxBytes: number
  /** Removes a file; never rejects. */
  readonly remove: (path: string) => Promise<void>
}

export class DiskIndex {
  readonly #sizes: LRUCache<string, number>
  readonly #options: DiskIndexOptions
  /** What is written meanwhile is younger than what is found. */
  readonly #found: Promise<void>
  readonly #removing = new Set<Promise<void>>()

  /** @param folders - below the root, that hold entries; complete when the promise is. */
  constructor(options: DiskIndexOptions, folders: Promise<readonly string[]>) {
    this.#options = options
    this.#sizes = new LRUCache({
      maxSize: options.maxBytes,
      sizeCalculation: size => Math.ceil(Math.max(size, 1) / BLOCK) * BLOCK,
      dispose: (_size, path, reason) => {
        if (reason === 'evict') this.#remove(path)
      },
    })
    this.#found = folders.then(names => this.#find(names)).catch(() => {})
  }

  get bytes(): number {
    return this.#sizes.calculatedSize
  }

  /**
   * Resolves when what had to give way is removed.
   *
   * @param path - below the root.
   */
  async add(path: string, size: number): Promise<void> {
    await this.#found
    this.#sizes.set(path, size)
    await Promise.all(this.#removing)
  }

  touch(path: string): void {
    this.#sizes.get(path)
  }

  async drop(path: string): Promise<void> {
    await this.#found
    this.#sizes.delete(path)
  }

  /** Resolves when everything that was there has been found. */
  ready(): Promise<void> {
    return this.#found
  }

  #remove(path: string): void {
    const removing = this.#options.remove(path)
    this.#removing.add(removing)
    void removing.then(() => this.#removing.delete(removing))
  }

  async #find(folders: readonly string[]): Promise<void> {
    const found: Found[] = []
    for (const folder of folders) found.push(...(await this.#look(folder)))
    for (const { path, size } of found.sort((one, other) => one.used - other.used)) {
      this.#sizes.set(path, size)
    }
  }

  async #look(folder: string): Promise<Found[]> {
    const { root, remove } = this.#options
    const names = await readdir(join(root, folder), { recursive: true })
    // Below a folder of two characters; what lies there otherwise was not finished.
    const paths = names.filter(name => name.includes(sep)).map(name => join(folder, name))
    const found: Found[] = []
    const work = async (): Promise<void> => {
      for (let path = paths.pop(); path !== undefined; path = paths.pop()) {
        const status = await stat(join(root, path)).catch(() => undefined)
        if (path.endsWith('.new')) await remove(path)
        else if (status) found.push({ path, size: status.size, used: status.mtimeMs })
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
    return found
  }
}
