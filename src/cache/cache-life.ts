/** `cacheLife()`: the profiles of Next.js, what it accepts, and how lifetimes combine. */
import { RouteHandlersError } from '../errors.js'

/** Seconds; `Infinity` for without limit. */
export interface CacheLife {
  /** How long Next.js's client router may keep the value. Without effect on the server. */
  readonly stale?: number
  /** After which the value is renewed, in the background while the old one is still served. */
  readonly revalidate?: number
  /** After which the value must not be used. */
  readonly expire?: number
}

const NEVER = Number.POSITIVE_INFINITY
const KEYS = ['stale', 'revalidate', 'expire'] as const

const DEFAULT: Required<CacheLife> = { stale: 300, revalidate: 900, expire: NEVER }

/** The option `cacheLife` of a cache. */
export type OwnProfiles = Readonly<Record<string, CacheLife>>

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
 * @param compat - the Next.js version, whose words and profiles these are.
 * @throws RouteHandlersError `RH_INVALID_ARGUMENT` in Next.js's words.
 */
export function readLife(profile: unknown, compat: number, own: OwnProfiles = {}): CacheLife {
  if (typeof profile === 'string') {
    const known = profileOf(profile, compat, own)
    if (known) return known
    throw unknown(profile, compat, profileOf(profile.trim(), compat, own) !== undefined)
  }
  if (typeof profile !== 'object' || profile === null || Array.isArray(profile)) {
    throw invalid('Invalid `cacheLife()` option. Either pass a profile name or object.')
  }
  return readTimes(profile)
}

/**
 * A profile by its name. One of the application's own hides that of Next.js, but for what a
 * `default` of its own does not say.
 *
 * @param compat - up to 15 the profile `max` never expires.
 */
export function profileOf(
  name: string,
  compat: number,
  own: OwnProfiles = {},
): CacheLife | undefined {
  const theirs = Object.hasOwn(PROFILES, name) ? PROFILES[name] : undefined
  if (Object.hasOwn(own, name)) {
    const times = readTimes(own[name]!)
    return name === 'default' ? { ...DEFAULT, ...times } : times
  }
  return name === 'max' && compat < 16 ? { ...theirs, expire: NEVER } : theirs
}

/** Of a value that is told nothing else. */
export function defaultLife(own: OwnProfiles = {}): Required<CacheLife> {
  return { ...DEFAULT, ...profileOf('default', 16, own) }
}

/** @throws RouteHandlersError `RH_INVALID_ARGUMENT` for what is no time. */
export function readTimes(times: CacheLife): CacheLife {
  const life: { -readonly [Key in keyof CacheLife]: number } = {}
  for (const key of KEYS) {
    const value: unknown = Reflect.get(times, key)
    if (value !== undefined) life[key] = seconds(key, value)
  }
  if ((life.revalidate ?? 0) > (life.expire ?? NEVER)) {
    throw invalid(
      'If providing both the revalidate and expire options, the expire option must be greater than the revalidate option. The expire option indicates how many seconds from the start until it can no longer be used.',
    )
  }
  return life
}

function unknown(name: string, compat: number, hasSpaces: boolean): RouteHandlersError {
  const message = `Unknown \`cacheLife()\` profile "${name}" is not configured in next.config.js\n`
  if (hasSpaces) return invalid(`${message}Did you mean "${name.trim()}" without the spaces?`)
  const example =
    compat < 16
      ? `  experimental: {\n    cacheLife: {\n      "${name}": ...\n    }\n  }\n`
      : `  cacheLife: {\n    "${name}": ...\n  }\n`
  return invalid(`${message}module.exports = {\n${example}}`)
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
  readonly #inherited: Record<keyof CacheLife, number>

  constructor(byDefault: Required<CacheLife> = DEFAULT) {
    this.#inherited = { ...byDefault }
  }

  set(life: CacheLife): void {
    for (const key of KEYS) {
      const value = life[key]
      if (value === undefined) continue
      this.#explicit[key] = Math.min(this.#explicit[key] ?? NEVER, value)
    }
  }

  inherit(life: CacheLife): void {
    for (const key of KEYS) {
      this.#inherited[key] = Math.min(this.#inherited[key], life[key] ?? NEVER)
    }
  }

  /** What must not be used any more needs no renewal: `revalidate` is at most `expire`. */
  get value(): Required<CacheLife> {
    const { stale, revalidate, expire } = { ...this.#inherited, ...this.#explicit }
    return { stale, revalidate: Math.min(revalidate, expire), expire }
  }
}
