/** Everything that keeps a route from being served: found at mount, and by loading the file. */
import { RouteHandlersError } from '../../errors.js'
import type { DirectorySettings } from '../../options.js'
import type { Route } from '../../router/route.js'
import { createRouter } from '../../router/router.js'
import type { RouteFile } from '../../router/scan.js'
import type { Source } from '../../sources/source.js'
import { faultOf } from '../fault.js'
import type { Finding } from './finding.js'
import type { Check } from './project.js'

interface Mounted {
  readonly routes: readonly Route[]
  readonly findings: readonly Finding[]
}

/** The server stops at the first conflict; here the file is set aside and the rest looked at. */
export function mountAll(files: readonly RouteFile[], settings: DirectorySettings): Mounted {
  const findings: Finding[] = []
  for (let left = files; ; ) {
    try {
      return { routes: createRouter(left, settings).routes, findings }
    } catch (error) {
      const culprit = error instanceof RouteHandlersError ? error.file : undefined
      const others = left.filter(({ file }) => file !== culprit)
      if (others.length === left.length) throw error
      findings.push(fromError(error, settings.dir))
      left = others
    }
  }
}

/** Files that cannot be loaded, or not be served once they are. */
export const checkLoading: Check = ({ routes, graph }) =>
  routes.flatMap(({ route, error }) => {
    if (error === undefined) return []
    const found = fromError(error, route.file)
    return [{ ...found, line: found.line ?? lineOf(found, graph.read(found.file)) }]
  })

/** Where the file has what the message names: an export with a wrong value, an import. */
function lineOf({ message }: Finding, source: Source | undefined): number | undefined {
  const imported = source?.imports.find(({ specifier }) => message.includes(`"${specifier}"`))
  if (imported) return imported.line
  const words = new Set(message.split(/\W+/))
  return [...(source?.exports ?? [])].find(([name]) => words.has(name))?.[1]
}

const FIXES: Readonly<Record<string, string>> = {
  RH_INVALID_EXPORT: 'Change the export that the message names.',
  RH_MODULE_LOAD: 'Repair the file, or what it imports.',
  RH_NEXT_IMPORT_UNRESOLVED: 'Remove the import.',
  RH_NO_METHODS: 'Export a function named GET, POST, …, or move the file out of the directory.',
}

/** @param file - the one to name if the error names none. */
export function fromError(error: unknown, file: string): Finding {
  const fault = faultOf(error)
  const { code = 'RH_MODULE_LOAD' } = fault
  // Errors of the router end with a line that says what to do.
  const lines = fault.message.split('\n')
  const isOfRouter = code === 'RH_ROUTE_CONFLICT' || code === 'RH_INVALID_SEGMENT'
  const fix = isOfRouter ? lines.pop() : FIXES[code]
  return {
    severity: 'error',
    code,
    file: fault.file ?? file,
    line: fault.position?.line,
    message: lines.join('\n'),
    fix: fix ?? 'The message says what to change.',
    error,
    ...(fault.frame !== undefined && { frame: fault.frame }),
  }
}
