/** The `'use cache'` pass as a transform of Vite. */
import { dirname } from 'node:path'
import { requireParser } from '../modules/parser.js'
import { isProjectFile } from '../modules/project-file.js'
import { projectRoot } from '../modules/project-root.js'
import { applyPasses, needsParser } from '../modules/source-passes.js'
import { pathOfId } from './path-of-id.js'

export interface Transformed {
  readonly code: string
  /** The map before stays in force: insertions are within lines. */
  readonly map: null
}

const JAVASCRIPT = /\.[cm]?[jt]sx?$/

export function compiledUseCache(source: string, id: string): Transformed | undefined {
  const file = pathOfId(id)
  if (file === undefined || !JAVASCRIPT.test(file) || !isProjectFile(file)) return undefined
  if (!needsParser(source)) return undefined
  const code = applyPasses(requireParser(), source, { file, root: projectRoot(dirname(file)) })
  return code === source ? undefined : { code, map: null }
}
