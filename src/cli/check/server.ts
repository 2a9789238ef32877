/**
 * The hole that mounting cannot close: an ES module server is linked before any of its code runs,
 * so what it imports statically may not import `next/*` (docs/loading.md, "Static imports").
 * Looked at only where package.json tells which file the server is.
 */
import { readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { NEXT_MODULES } from '../../modules/next-map.js'
import type { Source } from '../../sources/source.js'
import type { Finding } from './finding.js'
import type { Check } from './project.js'

export const checkServer: Check = ({ settings: { root }, graph }) => {
  const entry = entryOf(root)
  if (entry === undefined || isAliased(entry)) return []
  const sources = graph.reachable(entry)
  const mounts = sources.some(({ imports }) =>
    imports.some(({ specifier }) => /^route-handlers(?:\/|$)/.test(specifier)),
  )
  return mounts ? sources.filter(({ isModule }) => isModule).flatMap(findingsIn) : []
}

function findingsIn({ file, imports }: Source): Finding[] {
  return imports
    .filter(({ specifier }) => NEXT_MODULES.has(specifier))
    .map(({ specifier, line }) => ({
      severity: 'error',
      code: 'RH_NEXT_IMPORT_UNRESOLVED',
      file,
      line,
      message: `The server imports this file statically, so "${specifier}" is looked for before the routes are mounted, and not found.`,
      fix: 'Start the server with `node --import route-handlers/register`, or import the file dynamically after mounting.',
    }))
}

interface Manifest {
  readonly main?: unknown
  readonly scripts?: { readonly start?: unknown }
}

/** The file that `npm start` runs, or `main`; none if the hooks are there before it. */
function entryOf(root: string): string | undefined {
  const { scripts, main } = readManifest(root)
  const start = String(scripts?.start ?? '')
  if (start.includes('route-handlers/register')) return undefined
  const named = start.split(/\s+/).filter(word => /\.[mc]?[jt]sx?$/.test(word))
  if (typeof main === 'string') named.push(main)
  return named.map(name => resolve(root, name)).find(isFile)
}

function readManifest(root: string): Manifest {
  try {
    return Object(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))
  } catch {
    return {}
  }
}

/** With `"next": "npm:route-handlers"` the imports are found without hooks. */
function isAliased(entry: string): boolean {
  try {
    const manifest = createRequire(entry)('next/package.json') as { name?: unknown }
    return manifest.name === 'route-handlers'
  } catch {
    return false
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}
