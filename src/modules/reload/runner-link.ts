/**
 * From a file to linked modules, all at once and without waiting, so that two loads never see each
 * other's graph half done: every module below that is new is read, compiled and instantiated.
 * Decision 014 has the reasons.
 */
import type { Compiler } from '../compiler.js'
import { assignComponents } from './components.js'
import type { RunnerHost } from './runner.js'
import { moduleCode } from './runner-code.js'
import { assertImports } from './runner-exports.js'
import { type ModuleContext, RunnerModule } from './runner-module.js'
import { moduleNamespace } from './runner-namespace.js'

/** Stays in the place of its module: the same version fails with the same error. */
interface Failure {
  readonly version: number
  readonly error: unknown
}

/** What one load adds. */
interface Batch {
  readonly begun: RunnerModule[]
  /** What is imported comes before what imports it: the order in which V8 finds faults. */
  readonly linked: RunnerModule[]
}

/** What modules are given, by their file. */
export type ContextOf = (file: string) => Omit<ModuleContext, 'file' | 'version'>

export class Linker {
  /** One per file: an older version goes with the arrival of a newer. */
  readonly #modules = new Map<string, RunnerModule | Failure>()
  readonly #host: RunnerHost
  readonly #compiler: () => Compiler
  readonly #contextOf: ContextOf

  constructor(host: RunnerHost, compiler: () => Compiler, contextOf: ContextOf) {
    this.#host = host
    this.#compiler = compiler
    this.#contextOf = contextOf
  }

  /** @throws what reading, compiling or linking a module throws. */
  link(file: string, version: number): RunnerModule {
    const batch: Batch = { begun: [], linked: [] }
    try {
      const entry = this.#instance(file, version, batch)
      connect(entry, batch.linked)
      return entry
    } catch (error) {
      for (const module of batch.begun) this.#modules.delete(module.file)
      this.#fail(file, version, error)
      throw error
    }
  }

  forget(file: string): void {
    this.#modules.delete(file)
  }

  #instance(file: string, version: number, batch: Batch): RunnerModule {
    const known = this.#modules.get(file)
    if (known && known.version >= version) {
      if (known instanceof RunnerModule) return known
      throw known.error
    }
    const module = this.#instantiate(file, version)
    this.#modules.set(file, module)
    batch.begun.push(module)
    for (const request of module.imports) {
      const located = this.#host.locate(request.specifier, file)
      request.located = located
      if (located.by !== 'runner') continue
      const next = this.#instance(located.file, located.version, batch)
      request.provider = { by: 'runner', module: next }
    }
    batch.linked.push(module)
    return module
  }

  #instantiate(file: string, version: number): RunnerModule {
    try {
      const code = moduleCode(this.#compiler(), file, this.#host.source(file))
      return new RunnerModule(code, { file, version, ...this.#contextOf(file) })
    } catch (error) {
      this.#fail(file, version, error)
      throw error
    }
  }

  #fail(file: string, version: number, error: unknown): void {
    this.#modules.set(file, { version, error })
  }
}

/** Namespaces in a cycle are bound at once: functions of the cycle may use them early. */
function connect(entry: RunnerModule, linked: readonly RunnerModule[]): void {
  assignComponents(entry)
  for (const module of linked) assertImports(module)
  for (const { imports, component } of linked) {
    for (const { names, provider, bind } of imports) {
      const isInCycle = provider?.by === 'runner' && provider.module.component === component
      if (isInCycle && !names) bind(moduleNamespace(provider.module))
    }
  }
}
