/** The rules' decisions in the form in which Node wants them from a hook, of either kind. */
import { pathToFileURL } from 'node:url'
import { compile } from './compile.js'
import type { Compiler } from './compiler.js'
import { facade } from './facade.js'
import type { LoadPlan } from './load-rules.js'
import type { LoadResult, ResolveResult } from './node-module.js'
import type { Resolution } from './resolve-rules.js'

export function resolveAnswer(resolution: Resolution<ResolveResult>): ResolveResult {
  if (resolution.by === 'host') return resolution.result
  if (resolution.by === 'marker') {
    return { url: resolution.url, format: 'module', shortCircuit: true }
  }
  const { file } = resolution
  const format = file.endsWith('.mjs') ? 'module' : 'commonjs'
  return { url: pathToFileURL(file).href, format, shortCircuit: true }
}

type CompiledPlan = Extract<LoadPlan, { by: 'compiler' | 'facade' }>

/** Whether the compiler has to be loaded for it. */
export function isCompiled(plan: LoadPlan): plan is CompiledPlan {
  return plan.by === 'compiler' || plan.by === 'facade'
}

export function loadAnswer(plan: Exclude<LoadPlan, CompiledPlan>): LoadResult {
  return plan.by === 'host' ? plan.result : { ...plan.result, shortCircuit: true }
}

export function compiledAnswer(compiler: Compiler, plan: CompiledPlan): LoadResult {
  const { format, source } =
    plan.by === 'facade'
      ? facade(compiler, plan.file)
      : compile(compiler, plan.file, plan.source, plan.format)
  return { format, source, shortCircuit: true }
}
