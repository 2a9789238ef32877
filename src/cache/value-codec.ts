/**
 * What a cached function returned, as bytes, and a fresh value from them for each caller: nobody
 * can change what another is given. Own code rather than a library: docs/decisions/040.
 */
import type { CachedMeta } from './cached-run.js'
import { ACCEPTED, formOf, functionName } from './function-name.js'
import { readTree } from './value-reader.js'
import { TreeWriter } from './value-tree.js'

/**
 * @throws TypeError naming the function, and where in the value something cannot be stored.
 */
export function encodeValue(value: unknown, meta: CachedMeta): Buffer {
  const refuse = (what: string, path: string): never => {
    throw new TypeError(
      `Only plain objects, and a few built-ins, can be passed out of a ${formOf(meta)} function. ${functionName(meta)} returned ${what}${path && ` at ${path}`}. ${remedyFor(what)}`,
    )
  }
  return Buffer.from(JSON.stringify(new TreeWriter({ strict: false, refuse }).write(value)))
}

/** @returns a value that shares nothing with that of another call. */
export function decodeValue(bytes: Buffer): unknown {
  return readTree(JSON.parse(bytes.toString()))
}

function remedyFor(what: string): string {
  return what === 'an instance of Response'
    ? 'Return its data, as `await response.json()`, and build the response outside.'
    : `Return ${ACCEPTED}.`
}
