/**
 * One evaluation of one ES module: its exports, what it imports, and the gate before its body.
 * Made, it has its functions hoisted and its exports defined, as a linked module of the standard
 * (ECMA-262, section 16.2.1.6.4, InitializeEnvironment); nothing of it has run.
 */
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Component } from './components.js'
import type { Located } from './runner.js'
import { DEFAULT, type ModuleCode } from './runner-code.js'
import { importBindings } from './runner-exports.js'

/** Where exports come from: another module of the runner, or one that Node evaluated. */
export type Provider =
  | { readonly by: 'runner'; readonly module: RunnerModule }
  | { readonly by: 'namespace'; readonly namespace: object }

/** One import statement, or one `export … from`. */
export interface ImportRequest {
  readonly specifier: string
  /** `undefined` for a namespace, for `export *` and for an import that takes nothing. */
  readonly names: readonly string[] | undefined
  /** Sets what the module sees, for imports without names. */
  readonly bind: (namespace: object) => void
  /** For what Node imports. */
  readonly options: ImportCallOptions | undefined
  isStar: boolean
  located?: Located
  /** Unknown until linked or, for what Node evaluates, until loaded. */
  provider?: Provider
}

export interface ModuleContext {
  readonly file: string
  readonly version: number
  readonly dynamicImport: (specifier: string, options?: ImportCallOptions) => Promise<object>
  readonly resolve: (specifier: string) => string
}

export class RunnerModule {
  readonly file: string
  readonly version: number
  /** A getter for each name that the module exports itself; `export *` is not in it. */
  readonly exports: object = Object.create(null)
  readonly imports: ImportRequest[] = []
  readonly hasTopLevelAwait: boolean
  readonly usesResolve: boolean
  /** The cycle of imports that it is part of, often itself alone; set by linking. */
  component: Component | undefined
  readonly #body: Promise<void>
  #open: (() => void) | undefined

  constructor(code: ModuleCode, context: ModuleContext) {
    this.file = context.file
    this.version = context.version
    this.hasTopLevelAwait = code.hasTopLevelAwait
    this.usesResolve = code.usesResolve
    this.#body = code.start({
      exports: this.exports,
      meta: importMeta(context),
      onImport: (bind, specifier, details) => {
        const options = code.jsonImports.has(specifier) ? { with: { type: 'json' } } : undefined
        const names = details?.importedNames
        const request: ImportRequest = { specifier, names, bind, options, isStar: false }
        this.imports.push(request)
        return names ? importBindings(request, names) : request
      },
      onExportAll: request => {
        ;(request as ImportRequest).isStar = true
      },
      dynamicImport: async (specifier, options) =>
        context.dynamicImport(String(specifier), options),
      gate: () =>
        new Promise(resolve => {
          this.#open = resolve
        }),
    })
    nameDefault(this.exports)
    // A failure is reported to whoever calls run().
    this.#body.catch(() => {})
  }

  /** Evaluates the body; once what it imports is evaluated. */
  async run(): Promise<void> {
    this.#open?.()
    await this.#body
    nameDefault(this.exports)
  }
}

/** ECMA-262, section 16.2.3.7: a function or class without a name is called `default`. */
function nameDefault(exports: object): void {
  try {
    const value: unknown = Reflect.get(exports, 'default')
    if (typeof value === 'function' && value.name === DEFAULT)
      Object.defineProperty(value, 'name', { value: 'default', configurable: true })
  } catch {
    // Not initialised: it is no declaration, or is passed on from a module that has not run.
  }
}

function importMeta({ file, resolve }: ModuleContext): object {
  const own = {
    dirname: dirname(file),
    filename: file,
    main: false,
    resolve,
    url: pathToFileURL(file).href,
  }
  return Object.assign(Object.create(null), own)
}
