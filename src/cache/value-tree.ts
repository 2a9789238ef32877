/**
 * Values as trees that JSON can carry without loss: what JSON has is itself, everything else an
 * array that begins with its type. The same tree serves keys and stored values, which
 * `value-reader.ts` reads back.
 */
import { types } from 'node:util'
import { describeValue, hasSymbols, type Kind, kindOf } from './value-kind.js'
import { type LeafKind, type Tree, writeLeaf } from './value-leaf.js'

/** Half of what the stack of a main thread holds, on top of what a server has on it. */
const MAX_DEPTH = 1000

export interface TreeRules {
  /** For keys: cycles and hidden properties are refused. */
  readonly strict: boolean
  /** For keys: the properties of an object in the order of their names. */
  readonly sorts?: boolean
  /** @param path - from the root: `.items[2]`; empty for the root itself. */
  readonly refuse: (what: string, path: string) => never
}

/** Writes one tree: objects met twice are written once. */
export class TreeWriter {
  readonly #rules: TreeRules
  /** Objects in the order of their first visit, which is how a reference names them. */
  readonly #numbers = new Map<object, number>()
  readonly #open = new Set<object>()
  readonly #path: (string | number)[] = []
  /** Whether the properties of every object came in the order of their names. */
  isSorted = true

  constructor(rules: TreeRules) {
    this.#rules = rules
  }

  write(value: unknown): Tree {
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return value
      case 'number':
        return Number.isFinite(value) && !Object.is(value, -0) ? value : ['n', nameOf(value)]
      case 'undefined':
        return ['u']
      case 'bigint':
        return ['i', String(value)]
      case 'object':
        return value === null ? null : this.#object(value)
      default:
        return this.#refuse(describeValue(value))
    }
  }

  #object(value: object): Tree {
    const known = this.#numbers.get(value)
    if (known !== undefined) {
      if (this.#rules.strict && this.#open.has(value)) this.#refuse('a reference to itself')
      return ['=', known]
    }
    const kind = kindOf(value)
    if (kind === undefined || hasSymbols(value)) return this.#refuse(describeValue(value))
    if (this.#path.length > MAX_DEPTH) return this.#refuseDepth()
    this.#numbers.set(value, this.#numbers.size)
    this.#open.add(value)
    const tree = this.#parts(kind, value)
    this.#open.delete(value)
    return tree
  }

  #parts(kind: Kind, value: object): Tree {
    switch (kind) {
      case 'array':
        return this.#array(value as unknown[])
      case 'object':
        return this.#properties(['o'], value, this.#ordered(Object.keys(value)))
      case 'bareObject':
        return this.#properties(['O'], value, this.#ordered(Object.keys(value)))
      case 'map':
        return this.#members(['m'], [...(value as Map<unknown, unknown>)].flat())
      case 'set':
        return this.#members(['s'], value as Set<unknown>)
      default:
        return this.#leaf(kind, value)
    }
  }

  /** By length and properties where there are holes: `new Array(1e9)` is short as well. */
  #array(value: readonly unknown[]): Tree {
    const names = Object.getOwnPropertyNames(value)
    // Indices come first and in order, then the length, then what else it was given.
    const isDense = names.length === value.length + 1 && names[value.length] === 'length'
    if (isDense) return this.#members(['a'], value)
    return this.#properties(['h', value.length], value, Object.keys(value))
  }

  #ordered(keys: string[]): string[] {
    if (this.#rules.sorts) return keys.sort()
    this.isSorted &&= keys.every((key, at) => at === 0 || keys[at - 1]! < key)
    return keys
  }

  #members(tree: Tree[], values: Iterable<unknown>): Tree {
    let index = 0
    for (const value of values) tree.push(this.#below(index++, value))
    return tree
  }

  #properties(tree: Tree[], value: object, keys: readonly string[]): Tree {
    if (this.#rules.strict && isHiding(value, keys))
      this.#refuse('an object with a hidden property')
    for (const key of keys) tree.push(key, this.#below(key, Reflect.get(value, key)))
    return tree
  }

  #leaf(kind: LeafKind, value: object): Tree {
    try {
      return writeLeaf(kind, value)
    } catch (error) {
      // Bytes that make no string are nothing unusual.
      if (types.isNativeError(error) && error.name !== 'TypeError') throw error
      const isBytes = types.isAnyArrayBuffer(value) || ArrayBuffer.isView(value)
      return this.#refuse(isBytes ? 'a detached buffer' : describeValue(value))
    }
  }

  #below(step: string | number, value: unknown): Tree {
    this.#path.push(step)
    const tree = this.write(value)
    this.#path.pop()
    return tree
  }

  #refuseDepth(): never {
    return this.#rules.refuse(`a value nested deeper than ${MAX_DEPTH} levels`, '')
  }

  #refuse(what: string): never {
    const steps = this.#path.map(step => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    return this.#rules.refuse(what, steps.join(''))
  }
}

/** `String(-0)` is `0`. */
const nameOf = (value: number): string => (Object.is(value, -0) ? '-0' : String(value))

/** The length of an array does not count. */
function isHiding(value: object, keys: readonly string[]): boolean {
  const shown = Array.isArray(value) ? keys.length + 1 : keys.length
  return Object.getOwnPropertyNames(value).length > shown
}
