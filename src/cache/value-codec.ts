/**
 * What a cached function returned, as bytes, and a fresh value from them for each caller: nobody
 * can change what another is given. Own code rather than a library: docs/decisions/040.
 */
import type { FunctionMeta } from '../modules/use-cache/runtime-shape.js'
import { ACCEPTED, functionName } from './function-name.js'
import { readLeaf, type Tree } from './value-leaf.js'
import { TreeWriter } from './value-tree.js'

/**
 * @throws TypeError naming the function, and where in the value something cannot be stored.
 */
export function encodeValue(value: unknown, meta: FunctionMeta): Buffer {
  const refuse = (what: string, path: string): never => {
    throw new TypeError(
      `Only plain objects, and a few built-ins, can be passed out of a "use cache" function. ${functionName(meta)} returned ${what}${path && ` at ${path}`}. ${remedyFor(what)}`,
    )
  }
  return Buffer.from(JSON.stringify(new TreeWriter({ canonical: false, refuse }).write(value)))
}

/** @returns a value that shares nothing with that of another call. */
export function decodeValue(bytes: Buffer): unknown {
  return new TreeReader().read(JSON.parse(bytes.toString()))
}

/**
 * The arguments as they were at the call, for the run: a caller that changes them later must not
 * change what is stored under their key.
 *
 * @param args - those of which there is a key, so nothing in them can be refused.
 */
export function copyArguments(args: readonly unknown[]): unknown[] {
  const refuse = (what: string): never => {
    throw new TypeError(`An argument became ${what} while it was read.`)
  }
  const trees = new TreeWriter({ canonical: false, refuse }).write(args)
  return new TreeReader().read(trees) as unknown[]
}

function remedyFor(what: string): string {
  return what === 'an instance of Response'
    ? 'Return its data, as `await response.json()`, and build the response outside.'
    : `Return ${ACCEPTED}.`
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

  /** Defined rather than assigned: `__proto__` is a name like any other. */
  #properties<T extends object>(target: T, parts: readonly Tree[]): T {
    const flags = { configurable: true, enumerable: true, writable: true }
    for (let at = 0; at < parts.length; at += 2) {
      const value = this.read(parts[at + 1] as Tree)
      Object.defineProperty(target, parts[at] as string, { value, ...flags })
    }
    return target
  }

  #met<T extends object>(object: T): T {
    this.#objects.push(object)
    return object
  }
}

const isNode = (tree: Tree): tree is readonly Tree[] => Array.isArray(tree)
