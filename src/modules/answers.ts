/** The rules' decisions in the form in which Node wants them from a hook, of either kind. */
import { pathToFileURL } from 'node:url'
import { compile } from './compile.js'
import type { Compiler } from './compiler.js'
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

type CompilerPlan = Extract<LoadPlan, { by: 'compiler' }>

export function loadAnswer(plan: Exclude<LoadPlan, CompilerPlan>): LoadResult {
  return plan.by === 'host' ? plan.result : { ...plan.result, shortCircuit: true }
}

export function compiledAnswer(compiler: Compiler, plan: CompilerPlan): LoadResult {
  const { file, source, format } = plan
  return { ...compile(compiler, file, source, format), shortCircuit: true }
}
