/**
 * `route-handlers/jest`: what Jest cannot be given from inside a test (interop rule JST-5). Mounting
 * alone gives tests `next/*`, shared modules and mocks; this adds static imports of `next/*`, tsconfig
 * `paths` and `'use cache'`.
 */
import { resolve } from 'node:path'
import type { JestConfig } from './jest/jest-config.js'
import { wrapConfig } from './jest/wrap-config.js'

export type { JestConfig } from './jest/jest-config.js'

/** Options of {@link withRouteHandlers}. */
export interface JestWrapOptions {
  /**
   * The directory of the project, where presets and transformers are looked for and whose
   * `tsconfig.json` counts. Default: the configuration's `rootDir`, else `process.cwd()`.
   */
  readonly root?: string
}

/** What Jest accepts as a configuration that is not there yet. */
export type JestConfigSource<Config> = Promise<Config> | (() => Config | Promise<Config>)

/**
 * Extends a Jest configuration: files import `next/*`, `server-only` and tsconfig `paths`, and
 * functions with `'use cache'` are cached. The configuration's own transformers do their work as
 * before; its own entries of `moduleNameMapper` come first.
 *
 * Of a configuration with `projects` each project given as an object is extended. One given as a
 * path has a configuration of its own to wrap.
 *
 * @param config - the configuration, a promise of it, or a function that returns either.
 * @returns the same of the extended configuration; a function where `config` is not an object.
 * @throws RouteHandlersError `RH_INVALID_OPTION` when Jest's default transformer is not found.
 * @example
 * const { withRouteHandlers } = require('route-handlers/jest')
 *
 * module.exports = withRouteHandlers({ transform: { '\\.tsx?$': '@swc/jest' } })
 */
export function withRouteHandlers<Config extends JestConfig>(
  config: JestConfigSource<Config>,
  options?: JestWrapOptions,
): () => Promise<Config>
export function withRouteHandlers<Config extends JestConfig>(
  config: Config,
  options?: JestWrapOptions,
): Config
export function withRouteHandlers<Config extends JestConfig>(
  config: Config | JestConfigSource<Config>,
  { root = '.' }: JestWrapOptions = {},
): Config | (() => Promise<Config>) {
  if (typeof config === 'function') return async () => wrapConfig(await config(), resolve(root))
  if (isPromise(config)) return async () => wrapConfig(await config, resolve(root))
  return wrapConfig(config, resolve(root))
}

function isPromise<Config>(config: Config | Promise<Config>): config is Promise<Config> {
  return config instanceof Promise
}
