/**
 * Keys are hashes over structured tuples. Parts are never joined with a separator, so that no two
 * tuples give one key, and whatever varies with a request is in the tuple or invisible.
 */
import { createHash } from 'node:crypto'

/** What a tuple may hold. The order of an object's properties does not count. */
export type KeyPart =
  | string
  | number
  | boolean
  | null
  | readonly KeyPart[]
  | { readonly [name: string]: KeyPart }

/** @returns 43 characters: SHA-256 as base64url. */
export function hashKey(tuple: readonly KeyPart[]): string {
  return createHash('sha256').update(JSON.stringify(tuple, sorted)).digest('base64url')
}

function sorted(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const names = Object.keys(value).sort()
  return Object.fromEntries(names.map(name => [name, Reflect.get(value, name)]))
}
