/** Who got in: requests that reached a handler below a guarded prefix, and whether its guard ran. */
import { getNodeRequest } from 'route-handlers'

/** What a guard leaves on Node's request. */
export const GUARDED = 'guardRan'

export interface Entry {
  /** The directory of the handler that ran. */
  readonly below: string
  readonly target: string
  readonly guarded: boolean
}

export const entries: Entry[] = []

/** The handler of the fixtures below a directory. */
export function entering(below: string): (request: Request) => Response {
  return request => {
    const raw = getNodeRequest(request)
    const target = String(Reflect.get(raw, 'originalUrl') ?? raw.url)
    entries.push({ below, target, guarded: Reflect.get(raw, GUARDED) === true })
    return new Response('entered')
  }
}
