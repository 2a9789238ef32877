/**
 * Soft invalidations for stores that know hard ones only: they are told when the old values may
 * not be served any more, and not before.
 */
import { LONGEST_TIMER_MS } from '../../longest-timer.js'
import { monotonicNow } from '../tags/memory-tags.js'

/** Beyond these a store is told at once: too early is safe. */
const MAX_TAGS = 10_000

export class LateInvalidations {
  readonly #expire: (tags: string[]) => void
  /** Milliseconds, by tag. */
  readonly #deadlines = new Map<string, number>()
  #timer: NodeJS.Timeout | undefined

  /** @param expire - reports its failures itself. */
  constructor(expire: (tags: string[]) => void) {
    this.#expire = expire
  }

  /** @param seconds - of several for one tag the earliest counts. */
  add(tags: readonly string[], seconds: number): void {
    if (seconds === Number.POSITIVE_INFINITY) return
    const deadline = monotonicNow() + seconds * 1000
    for (const tag of tags) {
      const earlier = this.#deadlines.get(tag) ?? deadline
      this.#deadlines.set(tag, Math.min(earlier, deadline))
    }
    if (this.#deadlines.size > MAX_TAGS) this.#tell(Number.POSITIVE_INFINITY)
    this.#wait()
  }

  /** The store has been told already. */
  drop(tags: readonly string[]): void {
    for (const tag of tags) this.#deadlines.delete(tag)
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#deadlines.clear()
  }

  #wait(): void {
    clearTimeout(this.#timer)
    if (this.#deadlines.size === 0) return
    const first = Math.min(...this.#deadlines.values())
    const ms = Math.min(Math.max(first - monotonicNow(), 0), LONGEST_TIMER_MS)
    this.#timer = setTimeout(() => {
      this.#tell(monotonicNow())
      this.#wait()
    }, Math.ceil(ms))
    this.#timer.unref()
  }

  #tell(now: number): void {
    const due = [...this.#deadlines].filter(([, deadline]) => deadline <= now).map(([tag]) => tag)
    if (due.length === 0) return
    this.drop(due)
    this.#expire(due)
  }
}
