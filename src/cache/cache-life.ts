/** `cacheLife()`: the profiles of Next.js, what it accepts, and how lifetimes combine. */
import { RouteHandlersError } from '../errors.js'

/** Seconds; `Infinity` for without limit. */
export interface CacheLife {
  /** How long Next.js's client router may keep the value. Without effect on the server. */
  readonly stale?: number
  /** After which the value is computed anew. */
  readonly revalidate?: number
  /** After which the value must not be used. */
  readonly expire?: number
}

const NEVER = Number.POSITIVE_INFINITY
const KEYS = ['stale', 'revalidate', 'expire'] as const

const DEFAULT: Required<CacheLife> = { stale: 300, revalidate: 900, expire: NEVER }

const PROFILES: Readonly<Record<string, Required<CacheLife>>> = {
  default: DEFAULT,
  seconds: { stale: 30, revalidate: 1, expire: 60 },
  minutes: { stale: 300, revalidate: 60, expire: 3600 },
  hours: { stale: 300, revalidate: 3600, expire: 86_400 },
  days: { stale: 300, revalidate: 86_400, expire: 604_800 },
  weeks: { stale: 300, revalidate: 604_800, expire: 2_592_000 },
  max: { stale: 300, revalidate: 2_592_000, expire: 31_536_000 },
}

/**
 * What `cacheLife()` was given, checked, in seconds.
 *
 * @param compat - the Next.js version: up to 15 the profile `max` never expires.
 * @throws RouteHandlersError `RH_INVALID_ARGUMENT` in Next.js's words.
 */
export function readLife(profile: unknown, compat: number): CacheLife {
  if (typeof profile === 'string') return profileOf(profile, compat)
  if (typeof profile !== 'object' || profile === null || Array.isArray(profile)) {
    throw invalid('Invalid `cacheLife()` option. Either pass a profile name or object.')
  }
  const life: { -readonly [Key in keyof CacheLife]: number } = {}
  for (const key of KEYS) {
    const value: unknown = Reflect.get(profile, key)
    if (value !== undefined) life[key] = seconds(key, value)
  }
  if ((life.revalidate ?? 0) > (life.expire ?? NEVER)) {
    throw invalid(
      'If providing both the revalidate and expire options, the expire option must be greater than the revalidate option. The expire option indicates how many seconds from the start until it can no longer be used.',
    )
  }
  return life
}

function profileOf(name: string, compat: number): CacheLife {
  const known = Object.hasOwn(PROFILES, name) ? PROFILES[name] : undefined
  if (known) return name === 'max' && compat < 16 ? { ...known, expire: NEVER } : known
  const unknown = `Unknown \`cacheLife()\` profile "${name}" is not configured in next.config.js\n`
  if (Object.hasOwn(PROFILES, name.trim())) {
    throw invalid(`${unknown}Did you mean "${name.trim()}" without the spaces?`)
  }
  throw invalid(`${unknown}module.exports = {\n  cacheLife: {\n    "${name}": ...\n  }\n}`)
}

function seconds(key: keyof CacheLife, value: unknown): number {
  if (value === false) throw invalid(INSTEAD_OF_FALSE[key])
  if (typeof value !== 'number') throw invalid(`The ${key} option must be a number of seconds.`)
  if (Number.isFinite(value) || value === NEVER) return value
  throw invalid(
    `Invalid \`cacheLife()\` option "${key}" provided, expected a finite number of seconds or Infinity, received ${value}.`,
  )
}

const INSTEAD_OF_FALSE: Record<keyof CacheLife, string> = {
  stale:
    'Pass `Infinity` instead of `false` if you want to cache on the client forever without checking with the server.',
  revalidate: 'Pass `Infinity` instead of `false` if you do not want to revalidate by time.',
  expire:
    'Pass `Infinity` instead of `false` if you want to cache on the server forever without checking with the origin.',
}

function invalid(message: string): RouteHandlersError {
  return new RouteHandlersError('RH_INVALID_ARGUMENT', message)
}

/**
 * The lifetime of one value. Of explicit calls the lowest wins, also over what cached functions
 * called meanwhile have; without one, the lowest of theirs and of the default profile.
 */
export class Lifetime {
  readonly #explicit: Partial<Record<keyof CacheLife, number>> = {}
  readonly #inherited: Record<keyof CacheLife, number> = { ...DEFAULT }

  set(life: CacheLife): void {
    for (const key of KEYS) {
      const value = life[key]
      if (value === undefined) continue
      this.#explicit[key] = Math.min(this.#explicit[key] ?? NEVER, value)
    }
  }

  inherit(life: Required<CacheLife>): void {
    for (const key of KEYS) this.#inherited[key] = Math.min(this.#inherited[key], life[key])
  }

  get value(): Required<CacheLife> {
    const { stale, revalidate, expire } = { ...this.#inherited, ...this.#explicit }
    return { stale, revalidate, expire }
  }
}
