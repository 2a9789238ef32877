/**
 * The engines of one cache. Usually there is one; each store that somebody wrote for Next.js has
 * another, over the same tags and the same memory.
 */
import { Engine, type EngineParts } from '../engine/engine.js'
import { ForeignEntries } from '../foreign/foreign-entries.js'
import type { ForeignStore } from '../foreign/foreign-store.js'

/** The kinds of `'use cache'` that exist without a store of their own, and what they fall back to. */
const FALLBACK: ReadonlyMap<string, string | undefined> = new Map([
  ['default', undefined],
  ['remote', 'default'],
])

export interface Stores {
  /** For answers, fetched data and `unstable_cache`. */
  readonly handler: ForeignStore | undefined
  /** For `'use cache'`, by kind. */
  readonly handlers: Readonly<Record<string, ForeignStore>>
}

export class Engines {
  readonly main: Engine
  readonly stores: readonly ForeignStore[]
  readonly #parts: EngineParts
  readonly #handlers: Stores['handlers']
  readonly #made = new Map<ForeignStore | undefined, Engine>()

  constructor(parts: EngineParts, { handler, handlers }: Stores) {
    this.#parts = parts
    this.#handlers = handlers
    this.stores = [...new Set([...(handler ? [handler] : []), ...Object.values(handlers)])]
    this.main = this.#over(handler)
  }

  /** That of a kind of `'use cache'`; `undefined` for a kind that nobody gave a store to. */
  ofCached(kind: string): Engine | undefined {
    let name: string | undefined = kind
    while (name !== undefined && !Object.hasOwn(this.#handlers, name)) {
      if (!FALLBACK.has(name)) return undefined
      name = FALLBACK.get(name)
    }
    return this.#over(name === undefined ? undefined : this.#handlers[name])
  }

  /** Resolves when nothing is being renewed or written. */
  async idle(): Promise<void> {
    await Promise.all([...this.#made.values()].map(engine => engine.idle()))
  }

  /** Forgets what is in memory, and what could not be stored. */
  clear(): void {
    this.main.memory.clear()
    for (const engine of this.#made.values()) engine.uncacheable.clear()
  }

  close(): void {
    for (const engine of this.#made.values()) engine.close()
    for (const store of this.stores) store.close?.()
  }

  #over(store: ForeignStore | undefined): Engine {
    const made = this.#made.get(store)
    if (made) return made
    const memory = this.#made.size > 0 ? { memory: this.main.memory } : {}
    const entries = store ? this.#foreign(store) : this.#parts.entries
    const engine = new Engine({ ...this.#parts, ...memory, entries })
    this.#made.set(store, engine)
    return engine
  }

  #foreign(store: ForeignStore): ForeignEntries {
    const { entries } = this.#parts
    // Whoever has no store outside has tags that no other process knows.
    return new ForeignEntries(store, entries === undefined || entries.isLocal === true)
  }
}
