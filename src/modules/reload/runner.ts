/**
 * Evaluates ES modules that changed, outside Node's module map: an entry there never goes away
 * (nodejs/node#49442, #50618), a function does. Everything that did not change is imported from
 * Node, so there stays one instance of it (interop rules RLD-10, RLD-11).
 */
import { pathToFileURL } from 'node:url'
import type { Compiler } from '../compiler.js'
import { resolveNatively } from './import-meta-resolve.js'
import { createQueue } from './load-queue.js'
import { Evaluator } from './runner-evaluate.js'
import { Linker } from './runner-link.js'
import { moduleNamespace } from './runner-namespace.js'

/** A file that has to be evaluated again; `version` names its state. */
export type Rerun =
  | { readonly by: 'runner'; readonly file: string; readonly version: number }
  | { readonly by: 'require'; readonly file: string }

/** What an import means. */
export type Located =
  | Rerun
  /** As `import()` of this library has to be given it. */
  | { readonly by: 'native'; readonly specifier: string }

/** What the runner wants to know of the project. */
export interface RunnerHost {
  /**
   * JavaScript of an ES module, with an inline map if it was compiled. Reads the file.
   *
   * @throws SyntaxError with `file`, `line`, `column` and `frame`.
   */
  source(file: string): string
  /** Asked when an import is linked or, for dynamic ones, called. */
  locate(specifier: string, importer: string): Located
  /** Asked after Node imported, or failed to: it may have found a file that changed. */
  relocate(specifier: string, importer: string): Rerun | undefined
}

export interface Runner {
  /**
   * The namespace of a file, evaluated once per version. Loads wait for each other (interop rule
   * RLD-13); one whose `signal` is aborted is waited for no longer, and rejects with the reason.
   */
  import(
    file: string,
    version: number,
    options?: { readonly signal?: AbortSignal },
  ): Promise<object>
  /** Drops the instance of a file. */
  forget(file: string): void
}

/** @param compiler - called with the first module. */
export function createRunner(host: RunnerHost, compiler: () => Compiler): Runner {
  const queued = createQueue()
  const linker = new Linker(host, compiler, file => ({
    dynamicImport: (specifier, options) => evaluator.importFrom(file, specifier, options),
    resolve: specifier => resolved(host.locate(specifier, file)),
  }))
  const evaluator = new Evaluator(host, linker)
  return {
    import: (file, version, { signal } = {}) =>
      queued(async () => {
        const module = linker.link(file, version)
        await evaluator.evaluate(module)
        return moduleNamespace(module)
      }, signal),
    forget: file => linker.forget(file),
  }
}

function resolved(located: Located): string {
  return located.by === 'native'
    ? resolveNatively(located.specifier)
    : pathToFileURL(located.file).href
}
