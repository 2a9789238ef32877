/**
 * From a file to linked modules, all at once and without waiting, so that two loads never see each
 * other's graph half done: every module below that is new is read, compiled and instantiated.
 */
import type { Compiler } from '../compiler.js'
import { assignComponents } from './components.js'
import type { RunnerHost } from './runner.js'
import { moduleCode } from './runner-code.js'
import { assertImports } from './runner-exports.js'
import { RunnerModule } from './runner-module.js'
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

export interface Linker {
  /** @throws what reading, compiling or linking a module throws. */
  link(file: string, version: number): RunnerModule
  forget(file: string): void
}

type Context = Pick<ConstructorParameters<typeof RunnerModule>[1], 'dynamicImport' | 'resolve'>

/** @param context - what a module of that file gets. */
export function createLinker(
  host: RunnerHost,
  compiler: () => Compiler,
  context: (file: string) => Context,
): Linker {
  /** One per file: an older version goes with the arrival of a newer. */
  const modules = new Map<string, RunnerModule | Failure>()

  return {
    link(file, version) {
      const batch: Batch = { begun: [], linked: [] }
      try {
        const entry = instance(file, version, batch)
        connect(entry, batch.linked)
        return entry
      } catch (error) {
        for (const module of batch.begun) modules.delete(module.file)
        fail(file, version, error)
        throw error
      }
    },
    forget(file) {
      modules.delete(file)
    },
  }

  function instance(file: string, version: number, batch: Batch): RunnerModule {
    const known = modules.get(file)
    if (known && known.version >= version) {
      if (known instanceof RunnerModule) return known
      throw known.error
    }
    const module = instantiate(file, version)
    modules.set(file, module)
    batch.begun.push(module)
    for (const request of module.imports) {
      const located = host.locate(request.specifier, file)
      request.located = located
      if (located.by !== 'runner') continue
      const next = instance(located.file, located.version, batch)
      request.provider = { by: 'runner', module: next }
    }
    batch.linked.push(module)
    return module
  }

  function instantiate(file: string, version: number): RunnerModule {
    try {
      const code = moduleCode(compiler(), file, host.source(file))
      return new RunnerModule(code, { file, version, ...context(file) })
    } catch (error) {
      fail(file, version, error)
      throw error
    }
  }

  function fail(file: string, version: number, error: unknown): void {
    modules.set(file, { version, error })
  }
}

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
