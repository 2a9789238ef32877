/**
 * Which specifiers resolve to this library instead of to Next.js (interop rules NXT-1, RES-3).
 * Every importer gets the same answer, packages included: next-auth and others import
 * `next/headers` and `next/server.js` from `node_modules`. Only a path is given, nothing is
 * evaluated here: evaluating `next/headers` is what switches the request scope on (NXT-5).
 */
import { existsSync } from 'node:fs'
import { join, sep } from 'node:path'
import type { Kind } from './node-module.js'
import { isInside } from './project-file.js'

/** What one mount wants; options `nextModules` and the mounted directory. */
export interface MapScope {
  readonly nextModules: 'all' | 'app' | false
  readonly appDir: string
  /** Whether its route files are given a `fetch` of their own, because the global is left alone. */
  readonly rebindsFetch?: boolean
}

const SURFACE = join(__dirname, '..', 'next')
/** `server-only` throws unless it is resolved with a condition that only bundlers set. */
const EMPTY = join(__dirname, 'empty')
const NEXT_ITSELF = join(sep, 'node_modules', 'next', sep)

const surface = (name: string): string => join(SURFACE, name)

const SERVER = surface('server')
const SERVER_UNSCOPED = surface('server-unscoped')

/** Specifier → file without extension. */
export const NEXT_MODULES: ReadonlyMap<string, string> = new Map([
  ...['server', 'headers', 'navigation', 'cache', 'og', 'root-params'].flatMap(
    (name): [string, string][] => [
      [`next/${name}`, surface(name)],
      [`next/${name}.js`, surface(name)],
    ],
  ),
  ...['server', 'headers', 'navigation'].flatMap((name): [string, string][] => [
    [`next/dist/api/${name}`, surface(name)],
    [`next/dist/api/${name}.js`, surface(name)],
  ]),
  ['next/dist/server/web/exports/index.js', surface('server')],
  ['next/dist/client/components/app-router-headers', surface('app-router-headers')],
  ['next/dist/client/components/app-router-headers.js', surface('app-router-headers')],
  ['server-only', EMPTY],
  ['client-only', EMPTY],
])

/** What is given where the package itself is not installed. */
const STAND_INS: ReadonlyMap<string, string> = new Map(
  ['next/constants', 'next/constants.js'].map(name => [name, join(__dirname, 'next-constants.js')]),
)

/** The file that stands in for `specifier` if the host does not find it. */
export function standIn(
  specifier: string,
  importer: string | undefined,
  scopes: readonly MapScope[],
): string | undefined {
  return isServed(importer, scopes) ? STAND_INS.get(specifier) : undefined
}

/**
 * The file of ours that answers `specifier`, or `undefined` if it is not ours to answer.
 *
 * @param scopes - one per mount; none when the hooks were installed by a flag, and then every
 *   importer is served.
 * @param asks - whether an importer of `next/server` may need the request scope.
 */
export function nextFile(
  specifier: string,
  importer: string | undefined,
  kind: Kind,
  scopes: readonly MapScope[],
  asks: (importer: string | undefined) => boolean = () => true,
): string | undefined {
  const known = NEXT_MODULES.get(specifier)
  if (known === undefined || !isServed(importer, scopes)) return undefined
  const file = known === SERVER && !asks(importer) ? SERVER_UNSCOPED : known
  return kind === 'import' && existsSync(`${file}.mjs`) ? `${file}.mjs` : `${file}.js`
}

function isServed(importer: string | undefined, scopes: readonly MapScope[]): boolean {
  if (importer?.includes(NEXT_ITSELF)) return false
  if (scopes.length === 0) return true
  return scopes.some(
    ({ nextModules, appDir }) =>
      nextModules === 'all' ||
      (nextModules === 'app' && importer !== undefined && isInside(importer, appDir)),
  )
}
