/** Next's file convention: which names are leaves of a route tree, and which hide a directory. */
import type { RouteFile } from './scan.js'

/** `route.test.ts`, `route.ts~` and their like are no leaves: the whole name must fit. */
export function leafNames(extensions: readonly string[]): Map<string, RouteFile['kind']> {
  const names = new Map<string, RouteFile['kind']>()
  for (const extension of extensions) {
    if (extension === 'd.ts' || extension.endsWith('.d.ts')) continue
    names.set(`route.${extension}`, 'route').set(`page.${extension}`, 'page')
  }
  return names
}

/** Directories that Next never routes; `_name` here saves reading a private subtree. */
export function isHidden(name: string): boolean {
  return name.startsWith('.') || name.startsWith('_') || name === 'node_modules'
}
