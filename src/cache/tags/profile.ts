/** How long invalidated values may still be served while they are renewed. */
import { warnOnce } from '../../warn.js'
import { type OwnProfiles, profileOf, readLife } from '../cache-life.js'

/** A profile of `cacheLife()` by its name, or times in seconds, of which only `expire` counts. */
export type RevalidateProfile = string | { readonly expire?: number }

/** What a profile says. */
export interface Grace {
  /** Seconds; `undefined` for none. */
  readonly expire: number | undefined
  /** Whether there is no profile of this name. Its tags are invalidated all the same. */
  readonly isUnknown?: boolean
}

/** Old values are not served any more. */
export const NO_GRACE: Grace = { expire: undefined }

/** @throws RouteHandlersError `RH_INVALID_ARGUMENT` for times that are none. */
export function readGrace(profile: unknown, compat: number, own: OwnProfiles): Grace {
  if (!profile) return NO_GRACE
  if (typeof profile !== 'string') return within(readLife(profile, compat).expire)
  const life = profileOf(profile, compat, own)
  if (life) return within(life.expire)
  warnOnce(
    'RH_REVALIDATE',
    `profile ${profile}`,
    `Invalid profile provided "${profile}" must be configured under cacheLife in next.config or be "max"`,
  )
  return { expire: undefined, isUnknown: true }
}

/** A profile without an end serves the old value until the new one is there. */
function within(expire = Number.POSITIVE_INFINITY): Grace {
  return { expire: expire || undefined }
}
