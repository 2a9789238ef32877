/** What a route that names the edge runtime could not import there. It runs in this process, which has it. */
import { isBuiltin } from 'node:module'

/** The modules of Node.js that the edge runtime of Next.js has too. */
const EDGE_MODULES: ReadonlySet<string> = new Set([
  'assert',
  'async_hooks',
  'buffer',
  'events',
  'util',
])

/** Whether an import is a module of Node.js that the edge runtime of Next.js lacks. */
export function isMissingOnEdge(specifier: string): boolean {
  return isBuiltin(specifier) && !EDGE_MODULES.has(specifier.replace(/^node:/, ''))
}

/** The values of the segment config that name it. */
export function isEdge(runtime: string | undefined): boolean {
  return runtime === 'edge' || runtime === 'experimental-edge'
}
