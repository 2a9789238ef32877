/**
 * A call as it is compared: its function, what the function captured and its arguments, in an
 * encoding that no two different calls share. `undefined` and `null`, `0` and `-0`, `1`, `1n` and
 * `"1"`, a hole and `undefined` all differ; two orders of the same properties do not. What cannot be
 * compared by value is refused rather than left out: doubt must end in a miss.
 */
import { createHash } from 'node:crypto'
import type { CachedMeta } from './cached-run.js'
import { ACCEPTED, formOf, functionName } from './function-name.js'
import type { Tree } from './value-leaf.js'
import { readTrees } from './value-reader.js'
import { TreeWriter } from './value-tree.js'

/** Of the encoding, so that a later one never meets keys of this. */
const VERSION = 'v1'

/** One call of a cached function. */
export interface TaggedCall {
  /** 43 characters. */
  readonly key: string
  /**
   * The arguments that the key stands for, as a copy: what a getter answers the second time, or a
   * caller changes later, must not become part of what is stored under the key.
   */
  copyArguments(): unknown[]
  /** Whether the captured variables have these values. */
  hasCaptured(captures: readonly unknown[]): boolean
}

/**
 * @param version - of what the function is part of, beside its own text: values of another one are
 *   not used.
 * @throws TypeError naming the argument or the captured variable that has no value of its own: a
 * function, a symbol, an instance of a class, a cycle.
 */
export function taggedCall(
  meta: CachedMeta,
  captures: readonly unknown[],
  args: readonly unknown[],
  version: readonly (string | number)[] = [],
): TaggedCall {
  const captured = capturedText(meta, captures)
  const given = taggedArguments(meta, args)
  const tuple = JSON.stringify([VERSION, 'C', version, meta.id, captured, given.text])
  return {
    key: createHash('sha256').update(tuple).digest('base64url'),
    copyArguments: given.copy,
    hasCaptured(later) {
      try {
        return later.length === 0 || capturedText(meta, later) === captured
      } catch {
        return false
      }
    },
  }
}

/**
 * Arguments as they are compared, and as a copy.
 *
 * @throws TypeError as {@link taggedCall} does.
 */
export function taggedArguments(
  meta: CachedMeta,
  args: readonly unknown[],
): { readonly text: string; copy(): unknown[] } {
  const refuse = refusal(meta, `Pass ${ACCEPTED}.`, index => `Argument ${index + 1}`)
  const { trees, text } = writeAll(args, refuse)
  return { text, copy: () => readTrees(trees) }
}

function capturedText(meta: CachedMeta, captures: readonly unknown[]): string {
  const refuse = refusal(meta, OF_THE_MODULE, index => captureName(meta, index))
  return writeAll(captures, refuse).text
}

/** For clients and schemas. */
const OF_THE_MODULE =
  'Declare it at the top of the module, whose variables are no part of keys, or pass what is needed of it as an argument.'

type Refusal = (index: number, what: string, path: string) => never

interface Written {
  /** With properties in the order in which they came, which is how the function gets them. */
  readonly trees: Tree[]
  /** The same for every order. */
  readonly text: string
}

function writeAll(values: readonly unknown[], refuse: Refusal): Written {
  let index = 0
  const rules = {
    strict: true,
    refuse: (what: string, path: string) => refuse(index, what, path),
  }
  const writer = new TreeWriter(rules)
  const trees: Tree[] = []
  for (; index < values.length; index++) trees.push(writer.write(values[index]))
  if (writer.isSorted) return { trees, text: JSON.stringify(trees) }
  const sorting = new TreeWriter({ ...rules, sorts: true })
  // Of what was read once: a getter may answer something else the second time.
  const sorted = readTrees(trees).map(value => sorting.write(value))
  return { trees, text: JSON.stringify(sorted) }
}

function captureName({ captured }: CachedMeta, index: number): string {
  const name = captured?.[index]
  return name === undefined ? `Captured variable ${index + 1}` : `The captured variable \`${name}\``
}

function refusal(meta: CachedMeta, otherwise: string, nameOf: (index: number) => string): Refusal {
  return (index, what, path) => {
    const remedy = what === 'a Promise' ? 'Await it first.' : otherwise
    throw new TypeError(
      `${nameOf(index)} of the ${formOf(meta)} function ${functionName(meta)} ${path ? `has ${what} at ${path}` : `is ${what}`}, which cannot be part of a cache key. ${remedy}`,
    )
  }
}
