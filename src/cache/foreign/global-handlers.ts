/** The handlers that a platform has put in place for Next.js, in the whole process. */
import type { ForeignStore } from './foreign-store.js'
import { fromNextCacheHandler } from './from-next-cache-handler.js'
import { fromNextCacheHandlers } from './from-next-cache-handlers.js'
import type { NextCacheHandlerClass } from './next-handler.js'

interface Installed {
  readonly FetchCache?: NextCacheHandlerClass
  readonly DefaultCache?: object
  readonly RemoteCache?: object
}

export interface GlobalHandlers {
  readonly handler: ForeignStore | undefined
  readonly handlers: Readonly<Record<string, ForeignStore>>
}

export function globalHandlers(): GlobalHandlers {
  const installed: unknown = Reflect.get(globalThis, Symbol.for('@next/cache-handlers'))
  const { FetchCache, DefaultCache, RemoteCache }: Installed = Object(installed)
  return {
    handler: FetchCache && fromNextCacheHandler(FetchCache, { version: 16 }),
    handlers: fromNextCacheHandlers({
      ...(DefaultCache && { default: DefaultCache }),
      ...(RemoteCache && { remote: RemoteCache }),
    }),
  }
}
