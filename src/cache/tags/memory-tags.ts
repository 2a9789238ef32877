/** Tags of one process that shares them with nobody: it is its own authority. */
import { randomUUID } from 'node:crypto'
import { Manifest } from './manifest.js'
import { invalidated } from './record.js'
import type { TagCounts, TagStore } from './tag-store.js'

/** Not the wall clock, which somebody may set back. Milliseconds since 1970. */
export const monotonicNow = (): number => performance.timeOrigin + performance.now()

export class MemoryTags implements TagStore {
  readonly view: Manifest
  readonly disconnectedSince = 0
  readonly isShared = false

  /** @param maxTags - records kept; older ones raise the floor. */
  constructor(maxTags?: number, clock: () => number = monotonicNow, onFloor?: () => void) {
    this.view = new Manifest(randomUUID(), clock, maxTags, onFloor)
  }

  get counts(): TagCounts {
    return { size: this.view.size, queued: 0, replayed: 0 }
  }

  accepts(): boolean {
    return true
  }

  async start(): Promise<void> {}

  invalidate(tags: readonly string[], expire?: number): undefined {
    const { view } = this
    view.epoch++
    for (const tag of tags) {
      view.learn(tag, invalidated(view.record(tag), view.epoch, view.now(), expire))
    }
  }

  async expireAll(): Promise<void> {
    const { view } = this
    view.epoch++
    view.raiseFloor(view.epoch)
    view.clear()
  }

  async syncAfterNow(): Promise<void> {}

  close(): void {}
}
