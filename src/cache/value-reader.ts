/** Trees back to values that share nothing with the values they were written from. */
import { readLeaf, type Tree } from './value-leaf.js'

/** One value. */
export function readTree(tree: Tree): unknown {
  return new TreeReader().read(tree)
}

/** Values that one writer wrote, and that may have objects in common. */
export function readTrees(trees: readonly Tree[]): unknown[] {
  const reader = new TreeReader()
  return trees.map(tree => reader.read(tree))
}

/** Meets objects in the order in which the writer numbered them. */
class TreeReader {
  readonly #objects: object[] = []

  read(tree: Tree): unknown {
    if (!isNode(tree)) return tree
    const [type, ...parts] = tree
    switch (type) {
      case 'u':
        return undefined
      case 'n':
        return Number(parts[0])
      case 'i':
        return BigInt(parts[0] as string)
      case '=':
        return this.#objects[parts[0] as number]
      default:
        return this.#object(type as Tree, parts)
    }
  }

  #object(type: Tree, parts: readonly Tree[]): object {
    switch (type) {
      case 'a': {
        const array = this.#met<unknown[]>([])
        for (const part of parts) array.push(this.read(part))
        return array
      }
      case 'h':
        return this.#properties(this.#met(new Array(parts[0] as number)), parts.slice(1))
      case 'o':
        return this.#properties(this.#met({}), parts)
      case 'O':
        return this.#properties(this.#met(Object.create(null)), parts)
      case 'm':
        return this.#map(parts)
      case 's': {
        const set = this.#met(new Set())
        for (const part of parts) set.add(this.read(part))
        return set
      }
      default:
        return this.#met(readLeaf(type, parts) as object)
    }
  }

  #map(parts: readonly Tree[]): Map<unknown, unknown> {
    const map = this.#met(new Map())
    for (let at = 0; at < parts.length; at += 2) {
      const key = this.read(parts[at] as Tree)
      map.set(key, this.read(parts[at + 1] as Tree))
    }
    return map
  }

  /** What every object has by inheritance is defined: `__proto__` is a name like any other. */
  #properties<T extends object>(target: T, parts: readonly Tree[]): T {
    const properties = target as Record<string, unknown>
    for (let at = 0; at < parts.length; at += 2) {
      const name = parts[at] as string
      const value = this.read(parts[at + 1] as Tree)
      if (name in target) Object.defineProperty(target, name, { value, ...PLAIN })
      else properties[name] = value
    }
    return target
  }

  #met<T extends object>(object: T): T {
    this.#objects.push(object)
    return object
  }
}

const PLAIN = { configurable: true, enumerable: true, writable: true }

const isNode = (tree: Tree): tree is readonly Tree[] => Array.isArray(tree)
