/**
 * Modules that import each other in a cycle are evaluated as one, as in ECMA-262 (16.2.1.6.1.3,
 * cycle roots). Whoever comes from outside waits for the whole cycle, so two loads that enter it
 * from opposite ends never wait for each other (interop rule RLD-13).
 */
import type { RunnerModule } from './runner-module.js'

export class Component {
  /** Whether its modules, or what they import, have top-level `await`. */
  readonly isAsync: boolean
  /** Begun at the first import; a failure stays. */
  evaluation: Promise<void> | undefined
  /** What its evaluation waits for right now. */
  readonly waitsFor = new Set<Component>()

  constructor(members: readonly RunnerModule[]) {
    this.isAsync = members.some(
      member =>
        member.hasTopLevelAwait || importedModules(member).some(next => next.component?.isAsync),
    )
  }

  /** Whether waiting for this one would mean waiting for `other`. */
  leadsTo(other: Component): boolean {
    return this === other || [...this.waitsFor].some(next => next.leadsTo(other))
  }
}

/** Tarjan's algorithm, over what has no component yet. */
export function assignComponents(entry: RunnerModule): void {
  const order = new Map<RunnerModule, number>()
  const open: RunnerModule[] = []
  const visit = (module: RunnerModule): number => {
    const own = order.size
    let lowest = own
    order.set(module, own)
    open.push(module)
    for (const next of importedModules(module)) {
      if (!next.component) lowest = Math.min(lowest, order.get(next) ?? visit(next))
    }
    if (lowest === own) close(open.splice(open.indexOf(module)))
    return lowest
  }
  if (!entry.component) visit(entry)
}

function close(members: readonly RunnerModule[]): void {
  const component = new Component(members)
  for (const member of members) member.component = component
}

export function importedModules({ imports }: RunnerModule): RunnerModule[] {
  return imports.flatMap(({ provider }) => (provider?.by === 'runner' ? provider.module : []))
}
