/**
 * The hooks thread that `module.register` starts below the `registerHooks` gate. It sees `import`
 * only, and neither `Module._extensions` nor `require.cache` of the main thread: what it must know
 * of them comes with the registration (interop rules THR-1 to THR-5).
 */
import { extname } from 'node:path'
import type { MessagePort } from 'node:worker_threads'
import { compiledAnswer, isCompiled, loadAnswer, resolveAnswer } from './answers.js'
import { importCompiler } from './compiler.js'
import { unpacked } from './from-parent.js'
import type { Told } from './hook-state.js'
import { loadRequest, loadRules } from './load-rules.js'
import type { MapScope } from './next-map.js'
import type { AsyncHooks, ResolveResult } from './node-module.js'
import { forgetPackageTypes } from './package-type.js'
import { importParser } from './parser.js'
import { pathOf } from './project-file.js'
import { withoutVersion, withVersion } from './reload/purged-url.js'
import { type Recorder, recordFailure, recordFound } from './reload/record.js'
import { stampOf } from './reload/stamp.js'
import { resolveRules } from './resolve-rules.js'
import { needsPasses, passed } from './result-passes.js'
import { runAsync } from './steps.js'
import { forgetConfigs } from './tsconfig.js'

export interface Registration {
  readonly port: MessagePort
  /** Files that `require` has loaded in the main thread. */
  readonly loaded: readonly string[]
  /** Extensions that the host's CommonJS transpiler owns. */
  readonly transpiled: readonly string[]
}

/** Main thread → hooks thread; answered with the same `id` once it is in force. */
export interface Announcement extends Told {
  readonly id: number
}

/** Hooks thread → main thread. */
export type Report =
  | { readonly id: number }
  | {
      readonly [Event in keyof Recorder]: readonly [Event, ...Parameters<Recorder[Event]>]
    }[keyof Recorder]

const known: { scopes: MapScope[]; root?: string } = { scopes: [] }
let loadedBefore: ReadonlySet<string> = new Set()
let transpiled: ReadonlySet<string> = new Set()
let recorder: Recorder | undefined
let purges: ReadonlyMap<string, number> | undefined

export function initialize({ port, loaded, transpiled: extensions }: Registration): void {
  loadedBefore = new Set(loaded)
  transpiled = new Set(extensions)
  const report = (message: Report) => port.postMessage(message)
  port.on('message', ({ id, scope, root, record, forget, purged }: Announcement) => {
    if (scope) known.scopes.push(scope)
    if (root !== undefined) known.root = root
    if (record) recorder = reporting(report)
    if (forget) {
      forgetConfigs()
      forgetPackageTypes()
    }
    if (purged) purges = purged
    report({ id })
  })
}

/** Messages arrive in order: whoever has the answer to an announcement has these as well. */
function reporting(report: (message: Report) => void): Recorder {
  return {
    imported: (...event) => report(['imported', ...event]),
    notFound: (...event) => report(['notFound', ...event]),
    loading: (...event) => report(['loading', ...event]),
  }
}

export const resolve: AsyncHooks['resolve'] = async (given, givenContext, next) => {
  const [specifier, context] = unpacked(given, givenContext)
  const request = {
    specifier,
    importer: pathOf(context.parentURL),
    kind: 'import' as const,
    scopes: known.scopes,
    isLoaded: (file: string) => loadedBefore.has(file),
  }
  try {
    const rules = resolveRules<ResolveResult>(request)
    const answer = resolveAnswer(await runAsync(rules, question => next(question, context)))
    const file = pathOf(answer.url)
    recordFound(recorder, request, file)
    return { ...answer, url: withVersion(answer.url, file, purges) }
  } catch (error) {
    recordFailure(recorder, request, error)
    throw error
  }
}

export const load: AsyncHooks['load'] = async (url, context, next) => {
  const request = loadRequest(url, context, file => transpiled.has(extname(file)))
  if (!request) return next(url, context)
  recorder?.loading(request.file, stampOf(request.file))
  const plan = await runAsync(loadRules(request), hint =>
    next(withoutVersion(url), { ...context, ...hint }),
  )
  const answer = isCompiled(plan) ? compiledAnswer(await importCompiler(), plan) : loadAnswer(plan)
  if (!needsPasses(answer, request.file, known)) return answer
  return passed(answer, await importParser(), request.file, known)
}
