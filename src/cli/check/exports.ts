/** Exports that neither this package nor Next.js gives a meaning, and those that only one does. */
import { METHODS } from 'node:http'
import type { Graph } from '../../sources/import-graph.js'
import type { LoadedRoute } from '../load.js'
import { type Finding, warning } from './finding.js'
import { NEXT_CONFIG, NEXT_METHODS } from './next-names.js'
import type { Check } from './project.js'

const MODULE_SYSTEM = new Set(['__esModule', 'module.exports'])

export const checkExports: Check = ({ routes, graph, settings }) =>
  routes.flatMap(loaded =>
    namesOf(loaded, graph).flatMap(([name, line]) =>
      findingFor(name, loaded.route.file, line, settings.compat),
    ),
  )

/** By its text; names that `export *` or CommonJS brings are known from the loaded module. */
function namesOf({ route, exports = {} }: LoadedRoute, graph: Graph): [string, number?][] {
  const source = graph.read(route.file)
  const names = new Map<string, number | undefined>(source?.exports)
  for (const name of Object.keys(exports)) {
    // To `import()` the default export of CommonJS is the module itself.
    const isMade = MODULE_SYSTEM.has(name) || (name === 'default' && !source?.isModule)
    if (!isMade && !names.has(name)) names.set(name, undefined)
  }
  return [...names] as [string, number?][]
}

function findingFor(
  name: string,
  file: string,
  line: number | undefined,
  compat: number,
): readonly Finding[] {
  if (NEXT_METHODS.has(name) || NEXT_CONFIG.has(name) || name === 'generateStaticParams') return []
  const found = (code: Parameters<typeof warning>[0], message: string, fix: string) => [
    warning(code, file, line, message, fix),
  ]
  if (name === 'default') {
    const fix = 'Export a function named after each HTTP method instead.'
    return found('default-export', 'A default export of a route file is never called.', fix)
  }
  const method = name.toUpperCase()
  if (NEXT_METHODS.has(method)) {
    const message = `"${name}" serves nothing: names of methods are in upper case.`
    return found('lowercase-method', message, `Rename it to ${method}.`)
  }
  if (METHODS.includes(name)) {
    const message = `${name} is served here, but not by Next.js ${compat}.`
    return found('method-not-in-next', message, 'Use POST where the route has to run in both.')
  }
  return found('unknown-export', unknown(name, compat), FIX_UNKNOWN)
}

const FIX_UNKNOWN = 'Correct its name, or move it to a file that is not called route.'

/** The check of exports came with the types plugin of 13.4 and left with the validator of 15.5. */
function unknown(name: string, compat: number): string {
  if (name === 'config') {
    return 'Next.js knows "config" in its pages router only: neither it nor this package reads it.'
  }
  if (compat === 16) return `"${name}" has no meaning in a route file.`
  const versions = compat === 14 ? 'Next.js 14 refuses' : 'Next.js refuses up to 15.4'
  return `"${name}" has no meaning in a route file, and ${versions} to build it in TypeScript.`
}
