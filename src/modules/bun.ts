/**
 * Under Bun, which runs TypeScript, JSX and tsconfig `paths` by itself but has no module hooks
 * (oven-sh/bun#35690): a runtime plugin gives it `next/*`, for every importer, and the sources of
 * files with cached functions (interop rules BUN-1, BUN-2). Edits take effect by a restart.
 */
import { pathToFileURL } from 'node:url'
import { cachingFiles, passedSource } from './bun-sources.js'
import type { HookState } from './hook-state.js'
import { NEXT_MODULES } from './next-map.js'

interface PluginBuild {
  module(name: string, exports: () => { loader: 'object'; exports: object }): unknown
  onLoad(
    constraints: { readonly filter: RegExp },
    load: (args: { readonly path: string }) => { loader: 'js'; contents: string },
  ): unknown
}

/** What is used of Bun's global. */
export interface BunRuntime {
  plugin(plugin: { readonly name: string; setup(build: PluginBuild): void }): unknown
  resolveSync(specifier: string, directory: string): string
  readonly Transpiler: new (options: {
    readonly loader: 'ts' | 'tsx' | 'jsx'
  }) => { scanImports(source: string): readonly { readonly path: string }[] }
}

const NAME = 'route-handlers'

/** Bun's global; `undefined` on Node. */
export function bunRuntime(): BunRuntime | undefined {
  return (globalThis as { Bun?: BunRuntime }).Bun
}

/**
 * Maps `next/*` unless no mount wants it. Once per process: a virtual module does not know who
 * imports it, so `nextModules: 'app'` is `'all'` here.
 */
export function installInBun(bun: BunRuntime, hooks: HookState): void {
  const { scopes } = hooks
  const wanted = scopes.length === 0 || scopes.some(({ nextModules }) => nextModules !== false)
  if (hooks.mappedInBun || !wanted) return
  hooks.mappedInBun = true
  bun.plugin({
    name: NAME,
    setup(build) {
      for (const [name, file] of NEXT_MODULES) {
        build.module(name, () => ({ loader: 'object', exports: require(file) }))
      }
    },
  })
}

/** Imports a route file, after the files below it that have cached functions were prepared. */
export function loadInBun(bun: BunRuntime, hooks: HookState, file: string): Promise<object> {
  for (const path of cachingFiles(bun, file)) {
    // One filter per file: a loaded CommonJS file would lose its named exports (oven-sh/bun#12371).
    const filter = new RegExp(`^${escaped(path)}$`)
    const load = () => ({ loader: 'js', contents: passedSource(path, hooks) }) as const
    bun.plugin({ name: NAME, setup: build => build.onLoad({ filter }, load) })
  }
  return import(pathToFileURL(file).href)
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}
