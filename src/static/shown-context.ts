/**
 * The second argument of a handler whose answer may be stored. What the option `context` adds is of
 * one request, so asking for it is told of. The option is asked only then: it would not be for an
 * answer that is stored already.
 */
import type { OnAccess } from '../cache/policy/key-request.js'

export interface OwnContext {
  /** What the option adds for the one who asks; `undefined` where a mount does not have it. */
  members(): object | undefined
}

export const NO_CONTEXT: OwnContext = { members: () => undefined }

/** Names that the language itself looks for. */
const HARMLESS = new Set(['then', 'toJSON'])

/** @param given - `{ params }`. */
export function shownContext(given: object, own: OwnContext, onAccess: OnAccess): object {
  if (own === NO_CONTEXT) return given
  const tell = (name: string | symbol): void => {
    if (typeof name === 'symbol' || name in given || HARMLESS.has(name)) return
    if (own.members() !== undefined) onAccess(`context.${name}`)
  }
  const holderOf = (name: string | symbol): object =>
    name in given || typeof name === 'symbol' ? given : (own.members() ?? given)
  return new Proxy(
    { ...given },
    {
      get(_, name) {
        tell(name)
        return Reflect.get(holderOf(name), name)
      },
      has(_, name) {
        tell(name)
        return name in holderOf(name)
      },
      ownKeys(target) {
        const members = own.members()
        if (members === undefined) return Reflect.ownKeys(target)
        onAccess('context')
        return [...new Set([...Reflect.ownKeys(target), ...Reflect.ownKeys(members)])]
      },
      getOwnPropertyDescriptor(_, name) {
        tell(name)
        const found = Reflect.getOwnPropertyDescriptor(holderOf(name), name)
        return found && { ...found, configurable: true }
      },
    },
  )
}
