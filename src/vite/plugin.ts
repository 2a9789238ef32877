/**
 * The plugin for Vite, Vitest and rolldown (interop rule VT-4): `next/*` and tsconfig `paths` are
 * resolved, and `'use cache'` is compiled, by the rules that the module hooks follow in Node.
 */
import { join } from 'node:path'
import { compiledUseCache, type ModuleMeta, type Transformed } from './compiled-use-cache.js'
import { resolvedName } from './resolved-name.js'

const SETUP = join(__dirname, '..', 'use-cache-setup.js')

/** What Vite, Vitest and rolldown call, typed without a dependency on one of them. */
export interface RouteHandlersPlugin {
  readonly name: string
  /** After the plugins that remove types. */
  readonly enforce: 'post'
  config(): object
  readonly resolveId: {
    /** Before Vite itself, which would find an installed Next.js. */
    readonly order: 'pre'
    handler(source: string, importer: string | undefined): string | undefined
  }
  transform(code: string, id: string, meta?: ModuleMeta): Transformed | undefined
}

/**
 * Makes a plugin for `vitest.config` and for builds of a server: files import `next/*`,
 * `server-only` and tsconfig `paths`, and functions with `'use cache'` are cached.
 *
 * @example
 * import { routeHandlers } from 'route-handlers/vite'
 * import { defineConfig } from 'vitest/config'
 *
 * export default defineConfig({ plugins: [routeHandlers()] })
 */
export function routeHandlers(): RouteHandlersPlugin {
  return {
    name: 'route-handlers',
    enforce: 'post',
    // Of Vitest's configuration; Vite has no such key and does not mind it.
    config: () => ({ test: { setupFiles: [SETUP] } }),
    resolveId: { order: 'pre', handler: resolvedName },
    transform: compiledUseCache,
  }
}
