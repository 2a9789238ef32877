/** The option `context` of a mount, as far as requests have told of it. */
import type { Exchange } from '../exchange.js'
import type { OwnContext } from './shown-context.js'

const UNKNOWN = {}

export class OwnContexts {
  #exists: boolean | undefined

  /** What it adds for a client; asked once, and not before somebody wants to know. */
  of(exchange: Exchange): OwnContext {
    let asked = false
    let members: object | undefined
    return {
      members: () => {
        if (!asked) members = exchange.context()
        asked = true
        this.#exists = members !== undefined
        return members
      },
    }
  }

  /** Where nobody has asked: as long as nothing is known, whoever looks is told of. */
  readonly ofNobody: OwnContext = {
    members: () => (this.#exists === false ? undefined : UNKNOWN),
  }
}
