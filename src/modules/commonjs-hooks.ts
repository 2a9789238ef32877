/**
 * `require` below the `registerHooks` gate: asynchronous hooks do not see it (nodejs/node#55878),
 * so `Module._resolveFilename` is wrapped and runs the same rules (interop rule CJS-2).
 */
import { fileURLToPath } from 'node:url'
import type { HookState } from './hook-state.js'
import { nodeModule, type ResolveFilename } from './node-module.js'
import { resolveRules } from './resolve-rules.js'
import { runSync } from './steps.js'

export function installCommonJsHooks({ scopes }: HookState): void {
  const host = nodeModule._resolveFilename
  const wrapped: ResolveFilename = function (this: unknown, request, parent, isMain, options) {
    if (options?.paths) return host.call(this, request, parent, isMain, options)
    const resolution = runSync(
      resolveRules<string>({
        specifier: request,
        importer: parent?.filename ?? undefined,
        kind: 'require',
        scopes,
        isLoaded: isLoadedCommonJs,
      }),
      question => host.call(this, question, parent, isMain, options),
    )
    if (resolution.by === 'host') return resolution.result
    return resolution.by === 'file' ? resolution.file : fileURLToPath(resolution.url)
  }
  nodeModule._resolveFilename = wrapped
}

/** Whether CommonJS holds an instance of the file. */
export function isLoadedCommonJs(file: string): boolean {
  return require.cache[file] !== undefined
}
