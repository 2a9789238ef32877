/**
 * The hooks thread that `module.register` starts below the `registerHooks` gate. It sees `import`
 * only, and neither `Module._extensions` nor `require.cache` of the main thread: what it must know
 * of them comes with the registration (interop rules THR-1 to THR-5).
 */
import { extname } from 'node:path'
import type { MessagePort } from 'node:worker_threads'
import { compiledAnswer, isCompiled, loadAnswer, resolveAnswer } from './answers.js'
import { importCompiler } from './compiler.js'
import { loadRequest, loadRules } from './load-rules.js'
import type { MapScope } from './next-map.js'
import type { AsyncHooks, ResolveResult } from './node-module.js'
import { pathOf } from './project-file.js'
import { resolveRules } from './resolve-rules.js'
import { runAsync } from './steps.js'

export interface Registration {
  readonly port: MessagePort
  readonly scopes: readonly MapScope[]
  /** Files that `require` has loaded in the main thread. */
  readonly loaded: readonly string[]
  /** Extensions that the host's CommonJS transpiler owns. */
  readonly transpiled: readonly string[]
}

/** Main thread → hooks thread; answered with the same `id` once it is in force. */
export interface Announcement {
  readonly id: number
  readonly scope: MapScope
}

const scopes: MapScope[] = []
let loadedBefore: ReadonlySet<string> = new Set()
let transpiled: ReadonlySet<string> = new Set()

export function initialize(registration: Registration): void {
  const { port } = registration
  scopes.push(...registration.scopes)
  loadedBefore = new Set(registration.loaded)
  transpiled = new Set(registration.transpiled)
  port.on('message', ({ id, scope }: Announcement) => {
    scopes.push(scope)
    port.postMessage(id)
  })
}

export const resolve: AsyncHooks['resolve'] = async (specifier, context, next) => {
  const rules = resolveRules<ResolveResult>({
    specifier,
    importer: pathOf(context.parentURL),
    kind: 'import',
    scopes,
    isLoaded: file => loadedBefore.has(file),
  })
  return resolveAnswer(await runAsync(rules, question => next(question, context)))
}

export const load: AsyncHooks['load'] = async (url, context, next) => {
  const request = loadRequest(url, context, file => transpiled.has(extname(file)))
  if (!request) return next(url, context)
  const plan = await runAsync(loadRules(request), hint => next(url, { ...context, ...hint }))
  return isCompiled(plan) ? compiledAnswer(await importCompiler(), plan) : loadAnswer(plan)
}
