/**
 * The object behind `import * as`: that of a re-evaluated module, and that which Node makes of a
 * CommonJS module. Both have the shape of a module namespace exotic object (ECMA-262, section
 * 10.4.6): no prototype, names in order, closed to writing from outside.
 */
import { types } from 'node:util'
import { readBinding, resolveExport } from './runner-exports.js'
import type { Provider, RunnerModule } from './runner-module.js'

const namespaces = new WeakMap<RunnerModule, object>()

export function namespaceOf(provider: Provider): object {
  return provider.by === 'runner' ? moduleNamespace(provider.module) : provider.namespace
}

/**
 * One per module. In a cycle it can be asked for before the names behind an `export *` are known;
 * these are added when it is asked for again.
 */
export function moduleNamespace(module: RunnerModule): object {
  const namespace = namespaces.get(module) ?? emptyNamespace()
  namespaces.set(module, namespace)
  if (!Object.isExtensible(namespace)) return namespace
  for (const name of [...exportedNames(module)].sort()) {
    const binding = resolveExport(module, name)
    if (typeof binding === 'string' || Object.hasOwn(namespace, name)) continue
    Object.defineProperty(namespace, name, { enumerable: true, get: () => readBinding(binding) })
  }
  if (isComplete(module)) Object.preventExtensions(namespace)
  return namespace
}

function emptyNamespace(): object {
  return Object.create(null, { [Symbol.toStringTag]: { value: 'Module' } })
}

function exportedNames(module: RunnerModule, visited = new Set<RunnerModule>()): Set<string> {
  const names = new Set(Object.keys(module.exports))
  if (visited.has(module)) return names
  visited.add(module)
  for (const provider of stars(module)) {
    if (!provider) continue
    const behind =
      provider.by === 'runner'
        ? exportedNames(provider.module, visited)
        : Object.keys(provider.namespace)
    for (const name of behind) if (name !== 'default') names.add(name)
  }
  return names
}

function isComplete(module: RunnerModule, visited = new Set<RunnerModule>()): boolean {
  if (visited.has(module)) return true
  visited.add(module)
  return stars(module).every(
    provider => provider && (provider.by === 'namespace' || isComplete(provider.module, visited)),
  )
}

function stars({ imports }: RunnerModule): (Provider | undefined)[] {
  return imports.filter(({ isStar }) => isStar).map(({ provider }) => provider)
}

/** Keyed by `module.exports`: one namespace however often the module is imported. */
const ofCommonJs = new WeakMap<object, object>()

/** From Node 23 on, `module.exports` is also exported under that name. */
const EXPORTS_NAME = Number.parseInt(process.versions.node, 10) >= 23 ? ['module.exports'] : []

/**
 * As Node's `import` of CommonJS: `default` is `module.exports`, `__esModule` or not. Node finds
 * the other names by reading the source; after the fact they are the enumerable properties.
 */
export function commonJsNamespace(exported: unknown): object {
  if (types.isModuleNamespaceObject(exported)) return exported as object
  if (!isObject(exported)) return snapshot(exported, [])
  const known = ofCommonJs.get(exported)
  if (known) return known
  const namespace = snapshot(exported, Object.keys(exported))
  ofCommonJs.set(exported, namespace)
  return namespace
}

function snapshot(exported: unknown, keys: readonly string[]): object {
  const namespace = emptyNamespace()
  const whole = ['default', ...EXPORTS_NAME]
  for (const name of [...new Set([...keys, ...whole, ...marker(exported)])].sort()) {
    const value = whole.includes(name) ? exported : Reflect.get(exported as object, name)
    Object.defineProperty(namespace, name, { enumerable: true, value })
  }
  return Object.preventExtensions(namespace)
}

/** Transpilers define it so that it is not enumerable. */
function marker(exported: unknown): readonly string[] {
  return isObject(exported) && Object.hasOwn(exported, '__esModule') ? ['__esModule'] : []
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
}
