/** The `'use cache'` pass as a transform of Vite and rolldown. */
import { dirname } from 'node:path'
import { compile } from '../modules/compile.js'
import { requireCompiler } from '../modules/compiler.js'
import { requireParser } from '../modules/parser.js'
import { isProjectFile } from '../modules/project-file.js'
import { projectRoot } from '../modules/project-root.js'
import { applyPasses, needsParser } from '../modules/source-passes.js'
import { pathOfId } from './path-of-id.js'

export interface Transformed {
  readonly code: string
  /** `null`: the map before stays in force, as insertions are within lines. */
  readonly map: string | null
  /** What rolldown is to take the code for. */
  readonly moduleType?: 'js'
}

/** What rolldown says about a module: it removes types itself, after all plugins. */
export interface ModuleMeta {
  readonly moduleType?: string
}

const JAVASCRIPT = /\.[cm]?[jt]sx?$/

export function compiledUseCache(
  source: string,
  id: string,
  { moduleType = 'js' }: ModuleMeta = {},
): Transformed | undefined {
  const file = pathOfId(id)
  if (file === undefined || !JAVASCRIPT.test(file) || !isProjectFile(file)) return undefined
  if (!needsParser(source)) return undefined
  const javascript: Transformed = /^(?:tsx?|jsx)$/.test(moduleType)
    ? withoutTypes(source, file)
    : { code: source, map: null }
  const place = { file, root: projectRoot(dirname(file)) }
  const code = applyPasses(requireParser(), javascript.code, place)
  return code === source ? undefined : { ...javascript, code }
}

const INLINE_MAP = /\n\/\/# sourceMappingURL=data:[^,]*;base64,([\w+/=]+)\s*$/

/** The pass works on JavaScript (UC-1). */
function withoutTypes(source: string, file: string): Transformed {
  const compiled = compile(requireCompiler(), file, source, 'module').source
  const [comment, map = ''] = INLINE_MAP.exec(compiled) ?? ['']
  const code = compiled.slice(0, compiled.length - comment.length)
  return { code, map: Buffer.from(map, 'base64').toString(), moduleType: 'js' }
}
