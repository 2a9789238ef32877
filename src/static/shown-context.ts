/**
 * The second argument of a handler whose answer may be stored. What the option `context` adds is of
 * one request, so asking for it is told of.
 */
import type { OnAccess } from '../cache/policy/key-request.js'

export interface OwnContext {
  /** Whether the mount has the option at all, as far as is known. */
  readonly exists: boolean
  /** Its members for the one who asked; `undefined` where nobody did. */
  readonly members: object | undefined
}

export const NO_CONTEXT: OwnContext = { exists: false, members: undefined }

/** Names that the language itself looks for. */
const HARMLESS = new Set(['then', 'toJSON'])

/** @param given - `{ params }`. */
export function shownContext(given: object, own: OwnContext, onAccess: OnAccess): object {
  if (!own.exists) return given
  const members = own.members ?? {}
  const tell = (name: string | symbol): void => {
    if (typeof name === 'string' && !(name in given) && !HARMLESS.has(name)) {
      onAccess(`context.${name}`)
    }
  }
  return new Proxy(
    { ...given },
    {
      get(target, name) {
        tell(name)
        return Reflect.get(name in target ? target : members, name)
      },
      has(target, name) {
        tell(name)
        return name in target || name in members
      },
      ownKeys(target) {
        onAccess('context')
        return [...new Set([...Reflect.ownKeys(target), ...Reflect.ownKeys(members)])]
      },
      getOwnPropertyDescriptor(target, name) {
        tell(name)
        const own = Reflect.getOwnPropertyDescriptor(name in target ? target : members, name)
        return own && { ...own, configurable: true }
      },
    },
  )
}
