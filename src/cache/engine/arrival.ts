/**
 * The moment at which somebody began to wait for other processes. He may have what was begun since,
 * although it has been invalidated meanwhile: where that happens all the time, he would wait for
 * ever.
 */
import type { Entry, Stamp } from '../entry/entry.js'
import type { TagStore } from '../tags/tag-store.js'
import { beganBefore } from './flights.js'
import type { Request, Result } from './generated.js'

export class Arrival {
  readonly #tags: TagStore
  /** `undefined` while the authority has not been told of something that came before. */
  readonly #moment: Pick<Stamp, 'manifest' | 'epoch'> | undefined

  constructor(tags: TagStore) {
    const { view, counts } = tags
    this.#tags = tags
    this.#moment = counts.queued > 0 ? undefined : { manifest: view.manifest, epoch: view.epoch }
  }

  /** The entry as a result that nobody keeps; `undefined` where it is too old for that. */
  take<Live>(request: Request<Live>, entry: Entry | undefined): Result<Live> | undefined {
    if (entry === undefined || this.#moment === undefined) return undefined
    if (beganBefore(entry, this.#moment) || request.isOutdated?.(entry)) return undefined
    const age = this.#tags.view.now() - entry.time
    if (!this.#tags.accepts(entry) || age >= entry.expire * 1000) return undefined
    return { state: 'MISS', entry, live: undefined, collapsed: true, discarded: true }
  }
}
