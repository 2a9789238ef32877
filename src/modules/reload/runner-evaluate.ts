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

export interface Evaluator {
  evaluate(module: RunnerModule): Promise<void>
  /** What `import()` in a module means. */
  importFrom(importer: string, specifier: string, options?: ImportCallOptions): Promise<object>
}

export function createEvaluator(host: RunnerHost, { link }: Linker): Evaluator {
  return {
    evaluate: module => evaluated(module),
    async importFrom(importer, specifier, options) {
      const located = host.locate(specifier, importer)
      return namespaceOf(await provided(located, specifier, importer, undefined, options))
    },
  }

  /** @param waiter - the modules whose evaluation waits for this one. */
  async function evaluated(module: RunnerModule, waiter?: Component): Promise<void> {
    const component = module.component!
    if (waiter && component.leadsTo(waiter)) return
    waiter?.waitsFor.add(component)
    try {
      await begun(module, component)
    } finally {
      waiter?.waitsFor.delete(component)
    }
  }

  function begun(module: RunnerModule, component: Component): Promise<void> {
    if (!component.evaluation) {
      component.evaluation = evaluateCycle(module, component)
      // A failure is reported to whoever waits, now or later.
      component.evaluation.catch(() => {})
    }
    return component.evaluation
  }

  async function evaluateCycle(entry: RunnerModule, component: Component): Promise<void> {
    const visited = new Set<RunnerModule>()
    await visit(entry, component, visited)
    for (const module of visited) {
      assertImports(module)
      moduleNamespace(module)
    }
  }

  async function visit(
    module: RunnerModule,
    component: Component,
    visited: Set<RunnerModule>,
  ): Promise<void> {
    visited.add(module)
    const pending: Promise<void>[] = []
    for (const request of module.imports) {
      const { provider } = request
      const next = provider?.by === 'runner' ? provider.module : undefined
      if (!next) await load(request, module.file, component)
      else if (next.component !== component) {
        const evaluation = evaluated(next, component)
        if (next.component?.isAsync) pending.push(evaluation)
        else await evaluation
      } else if (!visited.has(next)) await visit(next, component, visited)
      bind(request)
    }
    await Promise.all(pending)
    assertImports(module)
    if (module.usesResolve) await loadNativeResolve()
    await module.run()
  }

  /** For what Node evaluates; it may turn out that what Node found has changed. */
  async function load(request: ImportRequest, importer: string, waiter: Component): Promise<void> {
    const { specifier, options, located = host.locate(specifier, importer) } = request
    request.provider = await provided(located, specifier, importer, waiter, options)
  }

  async function provided(
    located: Located,
    specifier: string,
    importer: string,
    waiter?: Component,
    options?: ImportCallOptions,
  ): Promise<Provider> {
    if (located.by !== 'native') return rerun(located, waiter)
    const outcome = await settled(importModule(located.specifier, options))
    const changed = host.relocate(specifier, importer)
    if (changed) return rerun(changed, waiter)
    if ('error' in outcome) throw outcome.error
    return { by: 'namespace', namespace: outcome.value }
  }

  async function rerun(located: Rerun, waiter?: Component): Promise<Provider> {
    if (located.by === 'require') {
      const exported: unknown = requireAsSibling(located.file)
      return { by: 'namespace', namespace: commonJsNamespace(exported) }
    }
    const module = link(located.file, located.version)
    await evaluated(module, waiter)
    return { by: 'runner', module }
  }
}

function bind({ names, provider, bind }: ImportRequest): void {
  if (!names && provider) bind(namespaceOf(provider))
}

async function settled<T>(promise: Promise<T>): Promise<{ value: T } | { error: unknown }> {
  try {
    return { value: await promise }
  } catch (error) {
    return { error }
  }
}
