/**
 * Which binding an imported name means: ResolveExport of ECMA-262 (16.2.1.6.3), with `export *`,
 * cycles and ambiguous names. Modules that Node evaluates take part as namespaces, whose names are
 * not known before they are loaded.
 */
import type { ImportRequest, Provider, RunnerModule } from './runner-module.js'

export interface Binding {
  readonly holder: object
  readonly name: string
  /** Of a module that Node evaluated: it may itself be a re-export of something else. */
  readonly isForeign: boolean
}

export type Resolution = Binding | 'missing' | 'ambiguous' | 'unknown'

type Step = readonly [RunnerModule, string]

export function resolveExport(
  module: RunnerModule,
  name: string,
  path: readonly Step[] = [],
): Resolution {
  if (path.some(([visited, asked]) => visited === module && asked === name)) return 'missing'
  const steps: readonly Step[] = [...path, [module, name]]
  if (Object.hasOwn(module.exports, name)) {
    const origin = originOf(module, name)
    if (!origin) return { holder: module.exports, name, isForeign: false }
    return resolveImport(origin.request.provider, origin.name, steps)
  }
  if (name === 'default') return 'missing'
  return module.imports
    .filter(({ isStar }) => isStar)
    .map(({ provider }) => resolveImport(provider, name, steps))
    .reduce(combined, 'missing')
}

export function resolveImport(
  provider: Provider | undefined,
  name: string,
  path: readonly Step[] = [],
): Resolution {
  if (!provider) return 'unknown'
  if (provider.by === 'runner') return resolveExport(provider.module, name, path)
  const { namespace } = provider
  return Object.hasOwn(namespace, name) ? { holder: namespace, name, isForeign: true } : 'missing'
}

function combined(one: Resolution, other: Resolution): Resolution {
  if (one === 'ambiguous' || other === 'ambiguous') return 'ambiguous'
  if (typeof other === 'string') return one === 'missing' ? other : one
  if (typeof one === 'string') return other
  return isSame(one, other) ? one : 'ambiguous'
}

/** Two ways to one binding are not ambiguous. Of Node's modules only the values can tell. */
function isSame(one: Binding, other: Binding): boolean {
  if (one.holder === other.holder && one.name === other.name) return true
  if (!one.isForeign && !other.isForeign) return false
  try {
    return Object.is(readBinding(one), readBinding(other))
  } catch {
    // One of them is not initialised yet.
    return false
  }
}

export function readBinding({ holder, name }: Binding): unknown {
  return Reflect.get(holder, name)
}

interface Origin {
  readonly request: ImportRequest
  readonly name: string
}

/** While set, reading an import tells which one it is instead of its value. */
let question: { answer?: Origin } | undefined

/** The import that an export passes on: its getter is asked what it reads. */
function originOf(module: RunnerModule, name: string): Origin | undefined {
  const asked: { answer?: Origin } = {}
  question = asked
  try {
    Reflect.get(module.exports, name)
  } catch {
    // A variable of the module itself that is not initialised yet.
  } finally {
    question = undefined
  }
  return asked.answer
}

/** The object through which a module reads the names that it imports by one statement. */
export function importBindings(request: ImportRequest, names: readonly string[]): object {
  const bindings = Object.create(null)
  for (const name of new Set(names)) {
    let binding: Binding | undefined
    Object.defineProperty(bindings, name, {
      get() {
        if (question) question.answer = { request, name }
        if (question) return undefined
        binding ??= found(resolveImport(request.provider, name), name)
        return readBinding(binding)
      },
    })
  }
  return bindings
}

/** What V8 says of a binding whose module has not run yet. */
function found(resolution: Resolution, name: string): Binding {
  if (typeof resolution !== 'string') return resolution
  throw new ReferenceError(`Cannot access '${name}' before initialization`)
}

/**
 * @throws SyntaxError in the words of V8, for a name that is certainly not there. Names that
 *   depend on a module still to be loaded pass; they are checked again.
 */
export function assertImports({ imports }: RunnerModule): void {
  for (const { specifier, names = [], provider } of imports) {
    for (const name of names) {
      const resolution = resolveImport(provider, name)
      if (resolution === 'missing') {
        throw new SyntaxError(
          `The requested module '${specifier}' does not provide an export named '${name}'`,
        )
      }
      if (resolution === 'ambiguous') {
        throw new SyntaxError(
          `The requested module '${specifier}' contains conflicting star exports for name '${name}'`,
        )
      }
    }
  }
}
