/** Who got in: requests that reached a handler below a guarded prefix, and whether its guard ran. */
import { getNodeRequest } from 'route-handlers'

/** What a guard leaves on Node's request. */
export const GUARDED = 'guardRan'

export interface Entry {
  readonly target: string
  readonly guarded: boolean
}

export const entries: Entry[] = []

/** Handler of every guarded fixture. */
export function enter(request: Request): Response {
  const raw = getNodeRequest(request)
  entries.push({
    target: String(Reflect.get(raw, 'originalUrl') ?? raw.url),
    guarded: Reflect.get(raw, GUARDED) === true,
  })
  return new Response('entered')
}
