/** What a mount does for developers beside serving: types of its routes, and frames of errors. */

import { runTimeFrame } from './modules/reload/run-time-frame.js'
import type { DirectorySettings } from './options.js'
import type { Route } from './router/route.js'
import { isMissingOnEdge } from './sources/edge-modules.js'
import { createGraph } from './sources/import-graph.js'
import { literalExports } from './sources/literal-config.js'
import { readSource } from './sources/source.js'
import { writeTypes } from './typegen/typegen.js'
import { warnOnce } from './warn.js'

/** Only into a project that asked for it once; see docs/types.md. */
export function writeRouteTypes({ dir, root }: DirectorySettings, routes: readonly Route[]): void {
  const { skipped } = writeTypes({ dir, root, routes, nextEnv: 'if-ours' })
  if (skipped !== undefined) warnOnce('RH_TYPES_NOT_WRITTEN', dir, skipped)
}

/**
 * `runtime = 'edge'` runs in this process, so what Next.js would lack there works here; said before
 * somebody relies on it.
 */
export function adviseOnEdge(pattern: string, file: string): void {
  const missing = missingOnEdge(file)
  if (missing.size === 0) return
  const names = [...missing].map(name => `"${name}"`).join(', ')
  warnOnce(
    'RH_EDGE_NODE_IMPORT',
    file,
    `Route "${pattern}" says runtime = 'edge' and imports ${names} (${file}). It runs here; in Next.js the edge runtime lacks that.`,
  )
}

/**
 * Segment config whose value only evaluation tells: it counts here, and a build of Next.js fails or
 * ignores it.
 */
export function adviseOnConfig(config: object, pattern: string, file: string): void {
  const names = Object.keys(config)
  if (names.length === 0) return
  const literal = literalsOf(file)
  const others = literal ? names.filter(name => !literal.has(name)) : []
  if (others.length === 0) return
  warnOnce(
    'RH_DYNAMIC_CONFIG',
    file,
    `Route "${pattern}" has no literal for ${others.join(', ')} (${file}). It works here; Next.js reads segment config from the text of the file.`,
  )
}

/** `undefined` where it cannot be told: advice is no reason to fail. */
function literalsOf(file: string): ReadonlySet<string> | undefined {
  try {
    const source = readSource(file)
    // CommonJS has no text of this form, and is judged by nobody.
    return source?.isModule ? literalExports(source.program) : undefined
  } catch {
    return undefined
  }
}

/** Nothing where the parser cannot be loaded: advice is no reason to fail. */
function missingOnEdge(file: string): ReadonlySet<string> {
  try {
    const imports = createGraph()
      .reachable(file)
      .flatMap(source => source.imports)
    return new Set(imports.map(({ specifier }) => specifier).filter(isMissingOnEdge))
  } catch {
    return new Set()
  }
}

/** Shows an error of a handler where it arose: in its own file, also after an edit. */
export function addFrame(error: unknown): void {
  if (!(error instanceof Error) || 'frame' in error) return
  const frame = runTimeFrame(error)
  if (frame === undefined || !Object.isExtensible(error)) return
  // Not enumerable: hosts that print an error's fields print its stack already.
  Object.defineProperty(error, 'frame', { value: frame, configurable: true, writable: true })
}
