/** What a bare name means to us, where it means anything. */
import { isAbsolute } from 'node:path'
import { nextFile } from '../modules/next-map.js'
import { fromPaths } from '../modules/paths.js'
import { isProjectFile } from '../modules/project-file.js'
import { pathOfId } from './path-of-id.js'

/** The file behind `next/*`, for every importer (NXT-1), and behind tsconfig `paths` (RES-6). */
export function resolvedName(source: string, importer: string | undefined): string | undefined {
  const from = importer === undefined ? undefined : pathOfId(importer)
  const next = nextFile(source, from, 'import', [])
  if (next !== undefined) return next
  if (from === undefined || !isBare(source) || !isProjectFile(from)) return undefined
  return fromPaths(source, from)
}

/** Neither relative, nor absolute, nor a URL, nor the virtual module of a plugin. */
function isBare(source: string): boolean {
  return !/^(?:\.|\0|[\w+.-]{2,}:)/.test(source) && !isAbsolute(source)
}
