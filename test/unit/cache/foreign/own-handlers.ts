/** Handlers in memory, as the documentation of Next.js shows them. */
import type {
  NextCacheHandlerValue,
  NextCacheValue,
} from '../../../../src/cache/foreign/next-handler'
import type { NextCacheEntry } from '../../../../src/cache/foreign/next-handlers'

type Stored = NextCacheHandlerValue & { tags: string[] }

export interface Call {
  readonly method: string
  readonly args: readonly unknown[]
}

/** https://nextjs.org/docs/app/api-reference/config/next-config-js/incrementalCacheHandlerPath */
export class DocumentedHandler {
  static readonly cache = new Map<string, Stored>()
  static readonly calls: Call[] = []
  static contexts: Record<string, unknown>[] = []

  static reset(): void {
    DocumentedHandler.cache.clear()
    DocumentedHandler.calls.length = 0
    DocumentedHandler.contexts = []
  }

  constructor(context: Record<string, unknown>) {
    DocumentedHandler.contexts.push(context)
  }

  async get(...args: [key: string, context: unknown]): Promise<Stored | null> {
    DocumentedHandler.calls.push({ method: 'get', args })
    return DocumentedHandler.cache.get(args[0]) ?? null
  }

  async set(...args: [key: string, data: NextCacheValue | null, context: { tags?: string[] }]) {
    DocumentedHandler.calls.push({ method: 'set', args })
    const [key, value, { tags = [] }] = args
    if (value === null) DocumentedHandler.cache.delete(key)
    else DocumentedHandler.cache.set(key, { value, lastModified: Date.now(), tags })
  }

  async revalidateTag(...args: [tags: string | string[], durations?: unknown]): Promise<void> {
    DocumentedHandler.calls.push({ method: 'revalidateTag', args })
    for (const [key, { tags }] of DocumentedHandler.cache) {
      if ([args[0]].flat().some(tag => tags.includes(tag))) DocumentedHandler.cache.delete(key)
    }
  }

  resetRequestCache(): void {
    DocumentedHandler.calls.push({ method: 'resetRequestCache', args: [] })
  }
}

/** https://nextjs.org/docs/app/api-reference/config/next-config-js/cacheHandlers, as of 16. */
export class DocumentedHandlers {
  readonly cache = new Map<string, NextCacheEntry & { bytes: Uint8Array }>()
  readonly pendingSets = new Map<string, Promise<void>>()
  readonly calls: Call[] = []
  expiration = 0

  async get(key: string, softTags: string[]): Promise<NextCacheEntry | undefined> {
    this.calls.push({ method: 'get', args: [key, softTags] })
    await this.pendingSets.get(key)
    const entry = this.cache.get(key)
    if (!entry) return undefined
    return { ...entry, value: new Blob([Buffer.from(entry.bytes)]).stream() }
  }

  async set(key: string, pendingEntry: Promise<NextCacheEntry>): Promise<void> {
    this.calls.push({ method: 'set', args: [key] })
    let settle = (): void => {}
    this.pendingSets.set(key, new Promise(resolve => (settle = resolve)))
    try {
      const entry = await pendingEntry
      const bytes = new Uint8Array(await new Response(entry.value).arrayBuffer())
      this.cache.set(key, { ...entry, bytes })
    } finally {
      settle()
      this.pendingSets.delete(key)
    }
  }

  async refreshTags(): Promise<void> {
    this.calls.push({ method: 'refreshTags', args: [] })
  }

  async getExpiration(...tags: unknown[]): Promise<number> {
    this.calls.push({ method: 'getExpiration', args: tags })
    return this.expiration
  }

  async updateTags(...args: [tags: string[], durations?: { expire?: number }]): Promise<void> {
    this.calls.push({ method: 'updateTags', args })
  }

  /** The arguments of the calls of one method. */
  argsOf(method: string): (readonly unknown[])[] {
    return this.calls.filter(call => call.method === method).map(({ args }) => args)
  }
}
