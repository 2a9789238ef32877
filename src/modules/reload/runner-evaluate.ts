/**
 * Evaluates linked modules: what a module imports comes first, in the order of its statements, and
 * modules with top-level `await` run side by side (ECMA-262, section 16.2.1.6.1.3, Evaluate).
 */
import { importModule } from '../import-guard.js'
import { requireAsSibling } from '../sibling.js'
import type { Component } from './components.js'
import { loadNativeResolve } from './import-meta-resolve.js'
import type { Located, Rerun, RunnerHost } from './runner.js'
import { assertImports } from './runner-exports.js'
import type { Linker } from './runner-link.js'
import type { ImportRequest, Provider, RunnerModule } from './runner-module.js'
import { commonJsNamespace, moduleNamespace, namespaceOf } from './runner-namespace.js'

/** An import for which Node, or `require`, may have to be asked. */
interface Asked {
  readonly specifier: string
  readonly importer: string
  readonly options?: ImportCallOptions | undefined
  /** The modules whose evaluation waits for it; none do for a dynamic import. */
  readonly waiter?: Component
}

export class Evaluator {
  readonly #host: RunnerHost
  readonly #linker: Linker

  constructor(host: RunnerHost, linker: Linker) {
    this.#host = host
    this.#linker = linker
  }

  /** What `import()` in a module means. */
  async importFrom(
    importer: string,
    specifier: string,
    options?: ImportCallOptions,
  ): Promise<object> {
    const located = this.#host.locate(specifier, importer)
    return namespaceOf(await this.#provider(located, { specifier, importer, options }))
  }

  /** Together with the cycle that the module is part of. */
  async evaluate(module: RunnerModule, waiter?: Component): Promise<void> {
    const component = module.component!
    if (waiter && component.leadsTo(waiter)) return
    waiter?.waitsFor.add(component)
    try {
      await this.#begun(module, component)
    } finally {
      waiter?.waitsFor.delete(component)
    }
  }

  #begun(module: RunnerModule, component: Component): Promise<void> {
    if (!component.evaluation) {
      component.evaluation = this.#evaluateCycle(module)
      // A failure is reported to whoever waits, now or later.
      component.evaluation.catch(() => {})
    }
    return component.evaluation
  }

  async #evaluateCycle(entry: RunnerModule): Promise<void> {
    const visited = new Set<RunnerModule>()
    await this.#visit(entry, visited)
    // Now all names behind an `export *` are known.
    for (const module of visited) {
      assertImports(module)
      moduleNamespace(module)
    }
  }

  async #visit(module: RunnerModule, visited: Set<RunnerModule>): Promise<void> {
    visited.add(module)
    const pending: Promise<void>[] = []
    for (const request of module.imports) {
      const evaluation = this.#evaluateImport(module, request, visited)
      if (runsAsideOf(module, request)) pending.push(evaluation)
      else await evaluation
      if (!request.names && request.provider) request.bind(namespaceOf(request.provider))
    }
    await Promise.all(pending)
    assertImports(module)
    if (module.usesResolve) await loadNativeResolve()
    await module.run()
  }

  async #evaluateImport(
    { file, component }: RunnerModule,
    request: ImportRequest,
    visited: Set<RunnerModule>,
  ): Promise<void> {
    const waiter = component!
    const { specifier, options, provider } = request
    if (provider?.by !== 'runner') {
      const asked = { specifier, importer: file, options, waiter }
      request.provider = await this.#provider(request.located!, asked)
    } else if (provider.module.component !== component) {
      await this.evaluate(provider.module, waiter)
    } else if (!visited.has(provider.module)) {
      await this.#visit(provider.module, visited)
    }
  }

  async #provider(located: Located, asked: Asked): Promise<Provider> {
    if (located.by !== 'native') return this.#again(located, asked)
    const outcome = await settled(importModule(located.specifier, asked.options))
    // It may turn out that what Node found has changed, or could not be found by Node alone.
    const changed = this.#host.relocate(asked.specifier, asked.importer)
    if (changed) return this.#again(changed, asked)
    if ('error' in outcome) throw outcome.error
    return { by: 'namespace', namespace: outcome.value }
  }

  async #again(located: Rerun, { waiter }: Asked): Promise<Provider> {
    if (located.by === 'require') {
      const exported: unknown = requireAsSibling(located.file)
      return { by: 'namespace', namespace: commonJsNamespace(exported) }
    }
    const module = this.#linker.link(located.file, located.version)
    await this.evaluate(module, waiter)
    return { by: 'runner', module }
  }
}

function runsAsideOf({ component }: RunnerModule, { provider }: ImportRequest): boolean {
  if (provider?.by !== 'runner') return false
  const next = provider.module.component
  return next !== component && next?.isAsync === true
}

async function settled<T>(promise: Promise<T>): Promise<{ value: T } | { error: unknown }> {
  try {
    return { value: await promise }
  } catch (error) {
    return { error }
  }
}
