/**
 * Values as trees that JSON can carry without loss: what JSON has is
 * itself, everything else an array that begins with its type. The same tree serves keys, where it
 * must be canonical, and stored values, which `value-codec.ts` reads back.
 */

import { describeValue, type Kind, kindOf } from './value-kind.js'
import { type Tree, writeLeaf } from './value-leaf.js'

export interface TreeRules {
  /** For keys: the order of an object's properties does not count, and a cycle is refused. */
  readonly canonical: boolean
  /** @param path - from the root: `.items[2]`; empty for the root itself. */
  readonly refuse: (what: string, path: string) => never
}

/** Writes one tree: objects met twice are written once. */
export class TreeWriter {
  readonly #rules: TreeRules
  /** Objects in the order of their first visit, which is how a reference names them. */
  readonly #numbers = new Map<object, number>()
  readonly #open = new Set<object>()
  readonly #path: string[] = []

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
      if (this.#rules.canonical && this.#open.has(value)) this.#refuse('a reference to itself')
      return ['=', known]
    }
    const kind = kindOf(value)
    if (kind === undefined || hasSymbols(value)) return this.#refuse(describeValue(value))
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
        return ['o', ...this.#properties(value)]
      case 'bareObject':
        return ['O', ...this.#properties(value)]
      case 'map':
        return ['m', ...this.#members([...(value as Map<unknown, unknown>)].flat())]
      case 'set':
        return ['s', ...this.#members([...(value as Set<unknown>)])]
      default:
        return writeLeaf(kind, value)
    }
  }

  /** By length and properties where there are holes: `new Array(1e9)` is short as well. */
  #array(value: readonly unknown[]): Tree {
    const keys = Object.keys(value)
    // Indices come first and in order: if the last property is the last index, all are there.
    const isDense = keys.length === value.length && keys.at(-1) === lastIndexOf(value)
    if (isDense) return ['a', ...this.#members(value)]
    return ['h', value.length, ...this.#properties(value)]
  }

  #members(values: readonly unknown[]): Tree[] {
    return values.map((value, index) => this.#below(`[${index}]`, value))
  }

  #properties(value: object): Tree[] {
    const keys = Object.keys(value)
    if (this.#rules.canonical) keys.sort()
    return keys.flatMap(key => [key, this.#below(`.${key}`, Reflect.get(value, key))])
  }

  #below(step: string, value: unknown): Tree {
    this.#path.push(step)
    const tree = this.write(value)
    this.#path.pop()
    return tree
  }

  #refuse(what: string): never {
    return this.#rules.refuse(what, this.#path.join(''))
  }
}

function lastIndexOf({ length }: readonly unknown[]): string | undefined {
  return length === 0 ? undefined : String(length - 1)
}

/** `String(-0)` is `0`. */
const nameOf = (value: number): string => (Object.is(value, -0) ? '-0' : String(value))

function hasSymbols(value: object): boolean {
  const isEnumerable = Object.prototype.propertyIsEnumerable
  return Object.getOwnPropertySymbols(value).some(key => isEnumerable.call(value, key))
}
