/**
 * `Module.prototype._compile`: the one place where every CommonJS transpiler hands over what it
 * made, and no hook sees that. Our source passes run on it (interop rule CJS-1).
 */
import type { HookState } from './hook-state.js'
import { nodeModule } from './node-module.js'
import { requireParser } from './parser.js'
import { isProjectFile } from './project-file.js'
import { ofRoutes, placeOf } from './result-passes.js'
import { applyPasses, needsParser } from './source-passes.js'

export function installCompileTap(hooks: HookState): void {
  const { prototype } = nodeModule
  const host = prototype._compile
  prototype._compile = function (this: unknown, content, file, ...rest) {
    const source = typeof content === 'string' ? passedThrough(content, file, hooks) : content
    return host.call(this, source, file, ...rest)
  }
}

function passedThrough(content: string, file: string, hooks: HookState): string {
  const passes = needsParser(content, ofRoutes(file, hooks.scopes)) && isProjectFile(file)
  return passes ? applyPasses(requireParser(), content, placeOf(file, hooks)) : content
}
