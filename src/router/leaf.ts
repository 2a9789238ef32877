/** A route as the tree holds it: with what is needed to read its parameters. */
import type { Entry } from './entry.js'
import type { Match, Route } from './route.js'

/** Where a parameter stands. */
export interface Binding {
  readonly name: string
  /** Number of segments before it. */
  readonly depth: number
  /** Takes all that is left. */
  readonly rest: boolean
}

/** A route at its place in the tree. */
export interface Leaf {
  readonly route: Route
  readonly bindings: readonly Binding[]
  /** The answer for a route without parameters, made once. */
  readonly hit: Match | undefined
}

interface Parameters {
  readonly params: Route['params']
  readonly bindings: readonly Binding[]
}

/** By depths, kinds and names: most of a hundred thousand routes share a handful of these. */
export type SharedParameters = Map<string, Parameters>

const NONE: Parameters = { params: Object.freeze([]), bindings: [] }

export function makeLeaf(entry: Entry, shared: SharedParameters): Leaf {
  const { pattern, file, appPath, metadata } = entry
  // A file is served as it is, whatever the parameters above it are.
  const { params, bindings } = metadata?.isStatic ? NONE : parametersOf(entry, shared)
  const plain = { pattern, file, appPath, params }
  const route: Route = Object.freeze(metadata ? { ...plain, metadata } : plain)
  const hit = params.length === 0 ? Object.freeze({ route, params: undefined }) : undefined
  return { route, bindings, hit }
}

function parametersOf({ segments }: Entry, shared: SharedParameters): Parameters {
  let key = ''
  for (let depth = 0; depth < segments.length; depth++) {
    const { kind, name } = segments[depth]!
    if (kind !== 'static') key += `${depth} ${kind} ${name}/`
  }
  if (key === '') return NONE
  const known = shared.get(key)
  if (known) return known
  const parameters = readParameters(segments)
  shared.set(key, parameters)
  return parameters
}

function readParameters(segments: Entry['segments']): Parameters {
  const params: Route['params'][number][] = []
  const bindings: Binding[] = []
  for (const [depth, { kind, name }] of segments.entries()) {
    if (kind === 'static') continue
    params.push(Object.freeze({ name, kind }))
    bindings.push({ name, depth, rest: kind !== 'dynamic' })
  }
  return { params: Object.freeze(params), bindings }
}
