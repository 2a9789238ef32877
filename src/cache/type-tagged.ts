/**
 * The key of a call: its function, what the function captured and its arguments, in an encoding
 * that no two different calls share. `undefined` and `null`, `0` and `-0`, `1`, `1n` and `"1"`, a
 * hole and `undefined` all differ; the order of an object's properties does not count. What
 * cannot be compared by value is refused rather than left out: doubt must end in a miss.
 */
import { createHash } from 'node:crypto'
import type { FunctionMeta } from '../modules/use-cache/runtime-shape.js'
import { ACCEPTED, functionName } from './function-name.js'
import { TreeWriter } from './value-tree.js'

/** Of the encoding, so that a later one never meets keys of this. */
const VERSION = 'v1'

/**
 * The key of one call of a cached function: 43 characters.
 *
 * @throws TypeError naming the argument or the captured variable that has no value of its own: a
 * function, a symbol, an instance of a class, a cycle.
 */
export function cacheKey(
  meta: FunctionMeta,
  captures: readonly unknown[],
  args: readonly unknown[],
): string {
  const captured = typeTagged(
    captures,
    refusal(meta, index => captureName(meta, index)),
  )
  const given = typeTagged(
    args,
    refusal(meta, index => `Argument ${index + 1}`),
  )
  const tuple = JSON.stringify([VERSION, 'C', meta.id, captured, given])
  return createHash('sha256').update(tuple).digest('base64url')
}

type Refusal = (index: number, what: string, path: string) => never

/** The canonical text of a list of values. */
export function typeTagged(values: readonly unknown[], refuse: Refusal): string {
  let index = 0
  const writer = new TreeWriter({
    canonical: true,
    refuse: (what, path) => refuse(index, what, path),
  })
  const trees = []
  for (; index < values.length; index++) trees.push(writer.write(values[index]))
  return JSON.stringify(trees)
}

function captureName({ captured }: FunctionMeta, index: number): string {
  const name = captured?.[index]
  return name === undefined ? `Captured variable ${index + 1}` : `The captured variable \`${name}\``
}

function refusal(meta: FunctionMeta, nameOf: (index: number) => string): Refusal {
  return (index, what, path) => {
    const remedy = what === 'a Promise' ? 'Await it first.' : `Pass ${ACCEPTED}.`
    throw new TypeError(
      `${nameOf(index)} of the "use cache" function ${functionName(meta)} ${path ? `has ${what} at ${path}` : `is ${what}`}, which cannot be part of a cache key. ${remedy}`,
    )
  }
}
