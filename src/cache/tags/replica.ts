/**
 * What one process knows of the authority's records, and how it learns more. Pages and messages
 * travel on different connections and overtake each other: nothing learned is ever undone.
 */
import type { Change, Known, Page, TagAuthority } from './authority.js'
import type { Manifest } from './manifest.js'
import { invalidated, type TagRecord } from './record.js'

/**
 * What a local invalidation adds to the epoch while the authority is away: newer than everything
 * here, older than whatever it says next. A whole number would hide invalidations of others.
 */
const LOCAL_STEP = 2 ** -20

/** What came of a message: `gap`: one before it is missing. */
export type Heard = 'known' | 'next' | 'gap' | 'other manifest'

export class Replica {
  readonly #view: Manifest
  /** Up to which every record is known; the epoch of the view may be ahead of it. */
  #complete = 0
  /** Whether the manifest is the authority's. */
  isShared = false

  constructor(view: Manifest) {
    this.#view = view
  }

  get known(): Known {
    return { manifest: this.#view.manifest, epoch: this.#complete }
  }

  hear({ manifest, epoch, floor, records }: Change): Heard {
    const view = this.#view
    if (manifest !== view.manifest) return 'other manifest'
    for (const [tag, record] of records) view.learn(tag, record)
    view.raiseFloor(floor)
    if (epoch <= this.#complete) return 'known'
    // What begins from here on is newer than everything up to this epoch, known or not.
    view.epoch = Math.max(view.epoch, epoch)
    if (epoch !== this.#complete + 1) return 'gap'
    this.#complete = epoch
    return 'next'
  }

  /**
   * An entry tells of an epoch that is not known here yet. From now on nothing here is older than
   * it: an invalidation that only this process knows must count for it too.
   */
  meet(manifest: string, epoch: number): void {
    const view = this.#view
    if (manifest === view.manifest) view.epoch = Math.max(view.epoch, epoch)
  }

  invalidateHere(tags: readonly string[], expire: number | undefined): void {
    const view = this.#view
    view.epoch += LOCAL_STEP
    for (const tag of tags) {
      view.learn(tag, invalidated(view.record(tag), view.epoch, view.now(), expire))
    }
  }

  expireAllHere(): void {
    this.#view.epoch += LOCAL_STEP
    this.#view.raiseFloor(this.#view.epoch)
  }

  /**
   * Asks until nothing is left to learn.
   *
   * @param onTime - told the authority's clock, as soon as the first reply has come.
   * @returns whether the authority has begun another manifest.
   */
  async catchUp(authority: TagAuthority, onTime: (time: number) => void): Promise<boolean> {
    let page = await authority.sync(this.known)
    onTime(page.time)
    while (page.manifest === this.#view.manifest) {
      this.#take(page)
      if (!page.hasMore) return false
      page = await authority.sync(this.known)
    }
    return this.#replace(authority, page)
  }

  #take({ epoch, floor, records }: Page): void {
    const view = this.#view
    for (const [tag, record] of records) view.learn(tag, record)
    view.epoch = Math.max(view.epoch, epoch)
    view.raiseFloor(floor)
    this.#complete = Math.max(this.#complete, epoch)
  }

  /** Another manifest is gathered aside, and replaces the view when it is complete. */
  async #replace(authority: TagAuthority, first: Page): Promise<boolean> {
    const records = new Map<string, TagRecord>()
    let page = first
    for (;;) {
      for (const [tag, record] of page.records) records.set(tag, record)
      if (!page.hasMore) break
      const { manifest, epoch } = page
      page = await authority.sync({ manifest, epoch })
      if (page.manifest !== manifest) records.clear()
    }
    const { manifest, epoch, floor } = page
    const wasShared = this.isShared
    this.#view.replace({ manifest, epoch, floor, records })
    this.#complete = epoch
    this.isShared = true
    return wasShared
  }
}
