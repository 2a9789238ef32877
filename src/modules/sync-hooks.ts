/** The rules as `module.registerHooks` hooks: they see `import` and `require` alike. */
import { compiledAnswer, isCompiled, loadAnswer, resolveAnswer } from './answers.js'
import { isLoadedCommonJs } from './commonjs-hooks.js'
import { requireCompiler } from './compiler.js'
import { hostTranspiles } from './extensions.js'
import { unpacked } from './from-parent.js'
import type { HookState } from './hook-state.js'
import { loadRequest, loadRules } from './load-rules.js'
import { kindOf, type ResolveResult, type SyncHooks } from './node-module.js'
import { requireParser } from './parser.js'
import { pathOf } from './project-file.js'
import { withoutVersion, withVersion } from './reload/purged-url.js'
import { recordFailure, recordFound, recordRequired } from './reload/record.js'
import { stampOf } from './reload/stamp.js'
import { resolveRules } from './resolve-rules.js'
import { needsPasses, passed } from './result-passes.js'
import { runSync } from './steps.js'

export function syncHooks(hooks: HookState): SyncHooks {
  return {
    resolve(given, givenContext, next) {
      const [specifier, context] = unpacked(given, givenContext)
      const importer = pathOf(context.parentURL)
      const request = {
        specifier,
        importer,
        kind: kindOf(context),
        scopes: hooks.scopes,
        isLoaded: isLoadedCommonJs,
      }
      try {
        const rules = resolveRules<ResolveResult>(request)
        const answer = resolveAnswer(runSync(rules, question => next(question, context)))
        const file = pathOf(answer.url)
        recordFound(hooks.graph, request, file)
        if (request.kind === 'require') {
          recordRequired(hooks.graph, file)
          return answer
        }
        return { ...answer, url: withVersion(answer.url, file, hooks.graph?.purges) }
      } catch (error) {
        recordFailure(hooks.graph, request, error)
        throw error
      }
    },
    load(url, context, next) {
      const request = loadRequest(url, context, hostTranspiles)
      if (!request) return next(url, context)
      hooks.graph?.loading(request.file, stampOf(request.file))
      const plan = runSync(loadRules(request), hint =>
        next(withoutVersion(url), { ...context, ...hint }),
      )
      const answer = isCompiled(plan) ? compiledAnswer(requireCompiler(), plan) : loadAnswer(plan)
      const { file } = request
      return needsPasses(answer, file, hooks)
        ? passed(answer, requireParser(), file, hooks)
        : answer
    },
  }
}
