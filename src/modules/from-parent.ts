/**
 * `rh-from:`: an import on behalf of another file. A re-evaluated module runs inside this library,
 * and its imports must be resolved as if they stood in its own file (interop rule RES-1).
 */
import { pathToFileURL } from 'node:url'
import type { HookContext } from './node-module.js'

const PREFIX = 'rh-from:'

export function fromParent(specifier: string, importer: string): string {
  const pair = [specifier, pathToFileURL(importer).href]
  return PREFIX + encodeURIComponent(JSON.stringify(pair))
}

/** The import that is meant. */
export function unpacked(specifier: string, context: HookContext): [string, HookContext] {
  if (!specifier.startsWith(PREFIX)) return [specifier, context]
  const [meant, parentURL] = JSON.parse(decodeURIComponent(specifier.slice(PREFIX.length)))
  return [meant, { ...context, parentURL }]
}
