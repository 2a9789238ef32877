/** What the hooks tell of the imports that they see, in development (interop rules RES-9, RES-11). */
import type { Kind } from '../node-module.js'
import { isOwnFile, isProjectFile } from '../project-file.js'
import { isNotFound } from '../resolve-rules.js'
import { isSibling } from '../sibling.js'
import { type Stamp, stampOf } from './stamp.js'

/** The module graph, or the way to it from the hooks thread. */
export interface Recorder {
  imported(importer: string, specifier: string, file: string, kind: Kind): void
  notFound(importer: string, specifier: string): void
  /** The source of a file is about to be read; `stamp` was taken before. */
  loading(file: string, stamp: Stamp): void
}

interface Asked {
  readonly specifier: string
  readonly importer: string | undefined
  readonly kind: Kind
}

/**
 * Imports by this library are none: seen from outside, it imports every route, which would make
 * the routes the server's. Neither are those of nobody, which is how Node asks for the CommonJS
 * modules that an ES module imports.
 */
export function recordFound(
  recorder: Recorder | undefined,
  { specifier, importer, kind }: Asked,
  file: string | undefined,
): void {
  if (!recorder || importer === undefined || file === undefined || !isProjectFile(file)) return
  if (!isOwnFile(importer) && !isSibling(importer))
    recorder.imported(importer, specifier, file, kind)
}

export function recordFailure(
  recorder: Recorder | undefined,
  { specifier, importer }: Asked,
  error: unknown,
): void {
  if (!recorder || importer === undefined || !isProjectFile(importer)) return
  if (isNotFound(error)) recorder.notFound(importer, specifier)
}

/**
 * `require` was resolved. A transpiler that announced itself in `Module._extensions` reads the
 * source without asking a load hook, so this is the last that is seen of it before that.
 */
export function recordRequired(recorder: Recorder | undefined, file: string | undefined): void {
  if (!recorder || file === undefined || !isProjectFile(file)) return
  if (require.cache[file] === undefined) recorder.loading(file, stampOf(file))
}
