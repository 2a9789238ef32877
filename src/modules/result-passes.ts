/** Our own source passes on what a load hook is about to answer with (interop section "load", 8). */
import { dirname } from 'node:path'
import type { HookState } from './hook-state.js'
import type { LoadResult } from './node-module.js'
import type { Parser } from './parser.js'
import { isInside } from './project-file.js'
import { projectRoot } from './project-root.js'
import { applyPasses, needsParser, type OfRoutes, type Place } from './source-passes.js'

type Known = Pick<HookState, 'scopes' | 'root'>

const RUNNABLE = new Set<unknown>(['module', 'commonjs'])

/**
 * Whether a pass has anything to do. What tsx lets the CommonJS loader read again is left alone:
 * that source passes `Module.prototype._compile`.
 */
export function needsPasses(result: LoadResult, file: string, { scopes }: Known): boolean {
  if (!RUNNABLE.has(result.format) || result.shouldBeReloadedByCJSLoader) return false
  return needsParser(textOf(result), ofRoutes(file, scopes))
}

export function passed(result: LoadResult, parser: Parser, file: string, known: Known): LoadResult {
  return { ...result, source: applyPasses(parser, textOf(result), placeOf(file, known)) }
}

/** A file, as the passes want to know it. */
export function placeOf(file: string, { scopes, root }: Known): Place {
  return {
    file,
    root: root ?? projectRoot(dirname(file)),
    ...ofRoutes(file, scopes),
  }
}

/** What the mounts that a file is a route of ask of it. */
export function ofRoutes(file: string, scopes: Known['scopes']): OfRoutes {
  if (!/[\\/]route\.[^.\\/]+$/.test(file)) return {}
  const mounts = scopes.filter(({ appDir }) => isInside(file, appDir))
  const rebindsFetch = mounts.some(mount => mount.rebindsFetch)
  return { isRoute: mounts.length > 0, rebindsFetch }
}

function textOf({ source }: LoadResult): string {
  if (typeof source === 'string') return source
  return source ? new TextDecoder().decode(source) : ''
}
