/**
 * The parts of `node:module` that the loader stands on and that the type packages of the oldest
 * supported Node do not describe: synchronous hooks, and the CommonJS internals that every
 * transpiler announces itself through.
 */
import Module from 'node:module'

/** How a module is being asked for. */
export type Kind = 'import' | 'require'

export interface HookContext {
  /** An array in some releases, a `Set` in others (nodejs/node#57327). */
  readonly conditions?: Iterable<string>
  /** Absent on the `require` path of some releases. */
  readonly importAttributes?: Readonly<Record<string, string>>
  readonly parentURL?: string
  readonly format?: string | null
}

export interface ResolveResult {
  readonly url: string
  readonly format?: string | null
  readonly shortCircuit?: boolean
}

export interface LoadResult {
  readonly format?: string | null | undefined
  readonly source?: string | ArrayBuffer | Uint8Array | null | undefined
  /** Set by tsx; Node 22 adds it, unset, to every result of its own. */
  readonly shouldBeReloadedByCJSLoader?: boolean | undefined
  readonly shortCircuit?: boolean
}

type Next<T> = (specifier: string, context: HookContext) => T

export interface SyncHooks {
  resolve(specifier: string, context: HookContext, next: Next<ResolveResult>): ResolveResult
  load(url: string, context: HookContext, next: Next<LoadResult>): LoadResult
}

export interface AsyncHooks {
  resolve(
    specifier: string,
    context: HookContext,
    next: Next<Promise<ResolveResult>>,
  ): Promise<ResolveResult>
  load(url: string, context: HookContext, next: Next<Promise<LoadResult>>): Promise<LoadResult>
}

export interface CommonJsParent {
  readonly filename?: string | null
}

export type ResolveFilename = (
  request: string,
  parent: CommonJsParent | null | undefined,
  isMain?: boolean,
  options?: { readonly paths?: readonly string[] },
) => string

/** `content` is no string for WebAssembly and the like. */
export type Compile = (this: unknown, content: unknown, file: string, ...rest: unknown[]) => unknown

interface NodeModule {
  readonly _extensions: Readonly<Record<string, ((...args: never[]) => unknown) | undefined>>
  _resolveFilename: ResolveFilename
  readonly prototype: { _compile: Compile }
  readonly registerHooks?: (hooks: SyncHooks) => unknown
  readonly register?: (
    specifier: string | URL,
    options: { readonly data: unknown; readonly transferList: readonly unknown[] },
  ) => void
}

export const nodeModule = Module as unknown as NodeModule

/** Tells `import` and `require` apart by the export conditions of the request. */
export function kindOf(context: HookContext): Kind {
  const conditions = new Set(context.conditions)
  return conditions.has('require') && !conditions.has('import') ? 'require' : 'import'
}
