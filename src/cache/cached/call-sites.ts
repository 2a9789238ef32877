/**
 * Where a function was given to `cached()`: what tells two such functions apart that have no `id`.
 * A place that gives a second one makes closures, whose captured variables no key knows.
 */
import { dirname, isAbsolute } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installedHooks } from '../../modules/hook-state.js'
import { projectRoot } from '../../modules/project-root.js'
import { projectPath } from '../../modules/use-cache/function-id.js'

export interface CallSite {
  /** Relative to the project, with `/`. */
  readonly file: string
  readonly line: number
  readonly column: number
}

/** Places that have given a function. */
export class CallSites {
  readonly #taken = new Map<string, Set<string>>()

  /** @returns `false` where the place has given one before. */
  take({ file, line, column }: CallSite): boolean {
    const taken = this.#taken.get(file) ?? new Set()
    this.#taken.set(file, taken)
    const place = `${line}:${column}`
    if (taken.has(place)) return false
    taken.add(place)
    return true
  }

  /** The file is about to be evaluated again. */
  forget(file: string): void {
    this.#taken.delete(file)
  }
}

/**
 * From where `callee` was called.
 *
 * @returns `undefined` where that is no file: `eval`, a bundle without file names.
 */
export function callSiteOf(callee: (...args: never[]) => unknown): CallSite | undefined {
  const frame = callerOf(callee)
  const file = pathOf(frame?.getScriptNameOrSourceURL())
  const line = frame?.getLineNumber()
  const column = frame?.getColumnNumber()
  if (file === undefined || !line || !column) return undefined
  const root = installedHooks()?.root ?? projectRoot(dirname(file))
  return { file: projectPath({ root, file }), line, column }
}

/** The frame itself, as V8 has it: a source map would tell of lines that move less. */
function callerOf(callee: (...args: never[]) => unknown): NodeJS.CallSite | undefined {
  const before = Object.getOwnPropertyDescriptors(Error)
  const holder: { stack?: unknown } = {}
  try {
    Error.stackTraceLimit = 1
    Error.prepareStackTrace = (_, frames) => frames
    Error.captureStackTrace(holder, callee)
    const [frame] = holder.stack as NodeJS.CallSite[]
    return frame
  } catch {
    // Somebody has frozen `Error`.
    return undefined
  } finally {
    restore('stackTraceLimit', before.stackTraceLimit)
    restore('prepareStackTrace', before.prepareStackTrace)
  }
}

function restore(
  name: 'prepareStackTrace' | 'stackTraceLimit',
  before: PropertyDescriptor | undefined,
): void {
  if (before) Object.defineProperty(Error, name, before)
  else Reflect.deleteProperty(Error, name)
}

function pathOf(name: string | null | undefined): string | undefined {
  if (!name) return undefined
  // Reloaded modules have a query.
  if (name.startsWith('file:')) return fileURLToPath(name.replace(/[?#].*$/, ''))
  return isAbsolute(name) ? name : undefined
}
