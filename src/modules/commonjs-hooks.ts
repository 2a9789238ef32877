/**
 * `require` below the `registerHooks` gate: asynchronous hooks do not see it (nodejs/node#55878),
 * so `Module._resolveFilename` is wrapped and runs the same rules (interop rule CJS-2).
 */
import { fileURLToPath } from 'node:url'
import type { HookState } from './hook-state.js'
import { nodeModule, type ResolveFilename } from './node-module.js'
import { recordFailure, recordFound, recordRequired } from './reload/record.js'
import { type Resolution, resolveRules } from './resolve-rules.js'
import { runSync } from './steps.js'

export function installCommonJsHooks(hooks: HookState): void {
  const host = nodeModule._resolveFilename
  const wrapped: ResolveFilename = function (this: unknown, specifier, parent, isMain, options) {
    if (options?.paths) return host.call(this, specifier, parent, isMain, options)
    const request = {
      specifier,
      importer: parent?.filename ?? undefined,
      kind: 'require' as const,
      scopes: hooks.scopes,
      isLoaded: isLoadedCommonJs,
    }
    try {
      const rules = resolveRules<string>(request)
      const file = fileOf(runSync(rules, asked => host.call(this, asked, parent, isMain, options)))
      recordFound(hooks.graph, request, file)
      recordRequired(hooks.graph, file)
      return file
    } catch (error) {
      recordFailure(hooks.graph, request, error)
      throw error
    }
  }
  nodeModule._resolveFilename = wrapped
}

function fileOf(resolution: Resolution<string>): string {
  if (resolution.by === 'host') return resolution.result
  return resolution.by === 'file' ? resolution.file : fileURLToPath(resolution.url)
}

/** Whether CommonJS holds an instance of the file. */
export function isLoadedCommonJs(file: string): boolean {
  return require.cache[file] !== undefined
}
