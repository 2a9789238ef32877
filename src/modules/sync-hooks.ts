/** The rules as `module.registerHooks` hooks: they see `import` and `require` alike. */
import { compiledAnswer, isCompiled, loadAnswer, resolveAnswer } from './answers.js'
import { isLoadedCommonJs } from './commonjs-hooks.js'
import { requireCompiler } from './compiler.js'
import { hostTranspiles } from './extensions.js'
import type { HookState } from './hook-state.js'
import { loadRequest, loadRules } from './load-rules.js'
import { kindOf, type ResolveResult, type SyncHooks } from './node-module.js'
import { pathOf } from './project-file.js'
import { resolveRules } from './resolve-rules.js'
import { runSync } from './steps.js'

export function syncHooks({ scopes }: HookState): SyncHooks {
  return {
    resolve(specifier, context, next) {
      const importer = pathOf(context.parentURL)
      const kind = kindOf(context)
      const request = { specifier, importer, kind, scopes, isLoaded: isLoadedCommonJs }
      const rules = resolveRules<ResolveResult>(request)
      return resolveAnswer(runSync(rules, question => next(question, context)))
    },
    load(url, context, next) {
      const request = loadRequest(url, context, hostTranspiles)
      if (!request) return next(url, context)
      const plan = runSync(loadRules(request), hint => next(url, { ...context, ...hint }))
      return isCompiled(plan) ? compiledAnswer(requireCompiler(), plan) : loadAnswer(plan)
    },
  }
}
