/** Imports of a route, or of what it imports, that stand in the way of running it in Next.js. */
import { isEdge, isMissingOnEdge } from '../../sources/edge-modules.js'
import { listOf, type Node } from '../../sources/nodes.js'
import type { Import, Source } from '../../sources/source.js'
import { type Finding, warning } from './finding.js'
import { REFUSED_MODULES, REFUSED_NAMES } from './next-names.js'
import type { Check } from './project.js'

type ImportCheck = (found: Import) => [message: string, fix: string] | undefined

/** Next.js compiles route files as Server Components. */
export const checkRefused: Check = ({ routes, graph }) =>
  sourcesOf(routes.map(({ route }) => graph.reachable(route.file)))
    .filter(({ program }) => !isClient(program))
    .flatMap(source => inSource('refused-import', source, refusal))

/** What this package adds to Next.js. */
export const checkOwn: Check = ({ routes, graph }) =>
  sourcesOf(routes.map(({ route }) => graph.reachable(route.file))).flatMap(source =>
    inSource('own-import', source, ownership),
  )

/** `runtime = 'edge'` runs in this process, which has all of Node.js. */
export const checkEdge: Check = ({ routes, graph }) => {
  const edge = routes.filter(({ module }) => isEdge(module?.config.runtime))
  return sourcesOf(edge.map(({ route }) => graph.reachable(route.file))).flatMap(source =>
    inSource('edge-import', source, absence),
  )
}

function sourcesOf(lists: readonly (readonly Source[])[]): Source[] {
  return [...new Set(lists.flat())]
}

function inSource(
  code: Parameters<typeof warning>[0],
  { file, imports }: Source,
  check: ImportCheck,
): Finding[] {
  return imports.flatMap(found => {
    const result = check(found)
    return result ? [warning(code, file, found.line, ...result)] : []
  })
}

const refusal: ImportCheck = ({ specifier, names }) => {
  if (REFUSED_MODULES.has(specifier)) {
    const fix = 'Import it dynamically where it is used, or not at all.'
    return [`Next.js refuses to build a route that imports "${specifier}".`, fix]
  }
  const refused = names.filter(name => REFUSED_NAMES.get(specifier)?.has(name))
  if (refused.length === 0) return undefined
  const list = refused.join(', ')
  const message = `Next.js refuses to build a route that imports ${list} from "${specifier}".`
  return [message, 'Move what needs it to a file that no route imports.']
}

const ownership: ImportCheck = ({ specifier, names }) => {
  if (specifier !== 'route-handlers' && !specifier.startsWith('route-handlers/')) return undefined
  const surface = /^route-handlers\/(next\/.+)$/.exec(specifier)?.[1]
  if (surface !== undefined) {
    return [
      `"${specifier}" is not there in Next.js.`,
      `Import "${surface}": it is the same module.`,
    ]
  }
  const what = names.length > 0 ? `${names.join(', ')} of "${specifier}"` : `"${specifier}"`
  const fix = 'Leave it as it is, unless the route is to run in Next.js too.'
  return [`What uses ${what} does not run in Next.js.`, fix]
}

const absence: ImportCheck = ({ specifier }) => {
  if (!isMissingOnEdge(specifier)) return undefined
  const message = `A route with the edge runtime imports "${specifier}", which Next.js has not there.`
  return [message, "Remove the export `runtime = 'edge'`, or the import."]
}

/** A file for the browser; the server sees a reference to it. */
function isClient({ body }: Node): boolean {
  return listOf(body).some(({ directive }) => directive === 'use client')
}
