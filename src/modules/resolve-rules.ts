/**
 * What an import in the host's process resolves to (interop rules RES-2 to RES-8): `next/*` to
 * this library, tsconfig `paths`, missing extensions; everything else to whatever the host says.
 */
import { createRequire } from 'node:module'
import { dirname, extname, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { RouteHandlersError } from '../errors.js'
import { asksScope } from './asks-scope.js'
import { isMarked } from './esm-marker.js'
import { type MapScope, nextFile, standIn } from './next-map.js'
import type { Kind } from './node-module.js'
import { fromPaths } from './paths.js'
import { type ProbeOptions, probe } from './probe.js'
import { isProjectFile } from './project-file.js'
import type { Steps } from './steps.js'

export interface ResolveRequest {
  readonly specifier: string
  /** Path of the importing file; `undefined` for an entry point or a URL that is no file. */
  readonly importer: string | undefined
  readonly kind: Kind
  readonly scopes: readonly MapScope[]
  readonly isLoaded?: (file: string) => boolean
}

/** Either an answer of ours, final, or one that the host gave. */
export type Resolution<Host> =
  | { readonly by: 'file'; readonly file: string }
  | { readonly by: 'marker'; readonly url: string }
  | { readonly by: 'host'; readonly result: Host }

/** Yields specifiers for the host to resolve. */
export function* resolveRules<Host>(
  request: ResolveRequest,
): Steps<string, Host, Resolution<Host>> {
  const { specifier, importer, kind, scopes } = request
  if (kind === 'import' && isMarked(specifier)) return { by: 'marker', url: specifier }
  const ours = nextFile(specifier, importer, kind, scopes, asksScope)
  if (ours !== undefined) return { by: 'file', file: ours }
  const substitute = standIn(specifier, importer, scopes)
  if (substitute !== undefined) return yield* unlessFound(specifier, substitute)
  if (importer === undefined || !isProjectFile(importer)) {
    return { by: 'host', result: yield specifier }
  }
  const helper = compilerHelper(specifier)
  if (helper !== undefined) return { by: 'file', file: helper }
  const found = foundFirst(request, importer)
  if (found !== undefined) return { by: 'host', result: yield found }
  try {
    return { by: 'host', result: yield specifier }
  } catch (error) {
    if (!isNotFound(error)) throw error
    const second = foundAfterHost(request, importer)
    if (second === undefined) throw explained(error, specifier, importer)
    return { by: 'host', result: yield second }
  }
}

function* unlessFound<Host>(
  specifier: string,
  substitute: string,
): Steps<string, Host, Resolution<Host>> {
  try {
    return { by: 'host', result: yield specifier }
  } catch (error) {
    if (!isNotFound(error) && !isWithout(error)) throw error
    return { by: 'file', file: substitute }
  }
}

/** A package has that name, this one perhaps, but not that part. */
function isWithout(error: unknown): boolean {
  return (error as { code?: unknown }).code === 'ERR_PACKAGE_PATH_NOT_EXPORTED'
}

/**
 * Compiled decorators import their helpers from the user's file, whose project does not have
 * them: they come from this library's dependencies (RES-5).
 */
function compilerHelper(specifier: string): string | undefined {
  if (!specifier.startsWith('@oxc-project/runtime/')) return undefined
  return createRequire(__filename).resolve(specifier)
}

/** Where the host's own answer is never right, or costs an expensive failure (RES-6, RES-7). */
function foundFirst(request: ResolveRequest, importer: string): string | undefined {
  const { specifier, kind } = request
  if (isBare(specifier)) return asked(fromPaths(specifier, importer, probing(request)), kind)
  if (kind === 'import' && extname(pathPart(specifier)) === '') return probed(request, importer)
  return undefined
}

/** What Next's bundler would still find (RES-8): sources behind `.js`, `lodash/get`. */
function foundAfterHost(request: ResolveRequest, importer: string): string | undefined {
  const { specifier, kind } = request
  if (!isBare(specifier)) return probed(request, importer)
  if (kind === 'require' || specifier.startsWith('next/')) return undefined
  try {
    return asked(createRequire(importer).resolve(specifier), kind)
  } catch {
    return undefined
  }
}

function probed(request: ResolveRequest, importer: string): string | undefined {
  const { specifier, kind } = request
  const path = kind === 'import' ? pathPart(specifier) : specifier
  const absolute = absolutePath(path, importer, kind)
  if (absolute === undefined) return undefined
  const found = asked(probe(absolute, { ...probing(request) }), kind)
  return found === undefined ? undefined : found + specifier.slice(path.length)
}

function probing({ importer, isLoaded }: ResolveRequest): ProbeOptions {
  return isLoaded ? { importer, isLoaded } : { importer }
}

/** `undefined` for a URL that is no file. */
export function absolutePath(path: string, importer: string, kind: Kind): string | undefined {
  if (kind === 'require') return resolve(dirname(importer), path)
  const url = new URL(path, pathToFileURL(importer))
  return url.protocol === 'file:' ? fileURLToPath(url) : undefined
}

/** A found path, as the host wants to be asked for it. */
function asked(file: string | undefined, kind: Kind): string | undefined {
  return file !== undefined && kind === 'import' ? pathToFileURL(file).href : file
}

/** No path and no URL: a package, a built-in module, a `paths` alias, also one with `#`. */
function isBare(specifier: string): boolean {
  return !/^(?:\.{0,2}\/|\.{1,2}$|[a-z][a-z\d+.-]*:)/i.test(specifier)
}

function pathPart(specifier: string): string {
  return specifier.replace(/[?#].*$/, '')
}

const NOT_FOUND = new Set([
  'ERR_MODULE_NOT_FOUND',
  'MODULE_NOT_FOUND',
  'ERR_UNSUPPORTED_DIR_IMPORT',
])

/** By code or, because transpilers throw errors of their own, by text. */
export function isNotFound(error: unknown): boolean {
  const { code, message } = Object(error) as { code?: unknown; message?: unknown }
  if (typeof code === 'string' && NOT_FOUND.has(code)) return true
  return /cannot find (?:module|package)|cannot be resolved/i.test(String(message))
}

function explained(error: unknown, specifier: string, importer: string): unknown {
  if (!specifier.startsWith('next/')) return error
  return new RouteHandlersError(
    'RH_NEXT_IMPORT_UNRESOLVED',
    `"${specifier}", imported by ${importer}, is not a part of Next.js that works outside Next.js. ` +
      'Remove the import, or install the package "next" if the module is free of its server.',
    { cause: error, file: importer },
  )
}
