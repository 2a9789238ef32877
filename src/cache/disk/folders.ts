/**
 * The folders of a disk cache: one that outlives deployments, for data, and one for each
 * deployment, of which the last but one is kept, because somebody may go back to it.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, utimesSync } from 'node:fs'
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Kind } from '../entry/entry.js'

const SHARED = 'shared'

export class Folders {
  readonly #root: string
  readonly #build: string

  /** @throws what the file system fails with. */
  constructor(root: string, buildId: string | undefined) {
    this.#root = root
    const hash = createHash('sha256')
      .update(buildId ?? '')
      .digest('hex')
    this.#build = `build-${hash.slice(0, 16)}`
    for (const folder of [SHARED, this.#build]) mkdirSync(join(root, folder), { recursive: true })
    // Tells which was used last.
    const now = new Date()
    utimesSync(join(root, this.#build), now, now)
  }

  /** @returns a path below the root. */
  pathOf(kind: Kind, key: string): string {
    const folder = kind === 'R' || kind === 'C' ? this.#build : SHARED
    return join(folder, key.slice(0, 2), key)
  }

  /** Removes those of older deployments; resolves with those that are left. */
  async tidy(): Promise<string[]> {
    const names = (await readdir(this.#root)).filter(
      name => name.startsWith('build-') && name !== this.#build,
    )
    const used = await Promise.all(names.map(name => this.#lastUse(name)))
    const [last, ...older] = names
      .map((name, at) => ({ name, used: used[at] ?? 0 }))
      .sort((one, other) => other.used - one.used)
    for (const { name } of older) await rm(join(this.#root, name), { recursive: true, force: true })
    return [...(last ? [last.name] : []), SHARED, this.#build]
  }

  async #lastUse(name: string): Promise<number> {
    return (await stat(join(this.#root, name))).mtimeMs
  }
}
