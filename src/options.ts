/**
 * Options: their defaults and validation, once per mount. The only place that reads the
 * environment. A wrong option stops the mount; nothing is guessed.
 */
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { CacheSettings } from './cache/mount/settings.js'
import { RouteHandlersError } from './errors.js'
import { LONGEST_TIMER_MS } from './longest-timer.js'
import { projectRoot } from './modules/project-root.js'
import { URL } from './natives.js'
import { checkOptions } from './option-checks.js'
import type { RouteOptions } from './route-options.js'
import { warnOnce } from './warn.js'

/** Options as the rest of the code sees them: complete and checked. */
export interface Settings extends Required<Omit<RouteOptions, OptionalSetting | LoadingSetting>> {
  readonly dev: boolean
  readonly basePath: string | undefined
  readonly origin: string | undefined
  readonly allowedHosts: ((host: string) => boolean) | undefined
  readonly tellsOrigin: true
  readonly bodyLimit: (pattern: string) => number
  readonly drain: { readonly bytes: number; readonly ms: number }
  /** Milliseconds; `Infinity` for no end. */
  readonly loadTimeout: number
  readonly onError: RouteOptions['onError']
  readonly cache: {
    readonly isOn: boolean
    /** Whether the mount has settings of its own. */
    readonly isOwn: boolean
    /** What decides which answers may be stored. */
    readonly policy: { readonly cacheWithOtherMethods: boolean; readonly cacheComponents: boolean }
    /** Whose `fetch` is to know it, inside handlers. */
    readonly patchFetch: 'global' | 'module' | false
    readonly settings: () => CacheSettings
  }
}

/** What a mount adds whose files are loaded from disk. */
export interface DirectorySettings extends Settings {
  readonly dir: string
  readonly root: string
  readonly import: ((file: string) => Promise<object>) | undefined
  readonly nextModules: 'all' | 'app' | false
  readonly watch: boolean
  readonly proxy: boolean
}

type CacheSettingsModule = typeof import('./cache/mount/settings.js')

type LoadingSetting = 'root' | 'import' | 'nextModules' | 'proxy' | 'watch'

type OptionalSetting =
  | 'basePath'
  | 'origin'
  | 'allowedHosts'
  | 'bodyLimit'
  | 'cache'
  | 'drain'
  | 'onError'

const MEBIBYTE = 1024 * 1024
const DEFAULT_BODY_LIMIT = 10 * MEBIBYTE
const DEFAULT_LOAD_TIMEOUT = 10_000

/** @throws RouteHandlersError `RH_INVALID_OPTION`. */
export function resolveDirectory(dir: string | URL, options: RouteOptions = {}): DirectorySettings {
  const settings = resolveSettings(options)
  const path = directoryOf(dir)
  return {
    ...settings,
    dir: path,
    root: options.root === undefined ? projectRoot(path) : resolve(options.root),
    import: options.import,
    nextModules: options.nextModules ?? 'all',
    watch: options.watch ?? settings.dev,
    proxy: options.proxy ?? true,
  }
}

/** @throws RouteHandlersError `RH_INVALID_OPTION`. */
export function resolveSettings(options: RouteOptions = {}): Settings {
  checkOptions(options)
  const bodyLimit = bodyLimitOf(options.bodyLimit)
  const { allowedHosts } = options
  const dev = process.env['NODE_ENV'] !== 'production'
  if (options.parity === 'exact' && !dev) adviseOnParity()
  return {
    dev,
    fallthrough: options.fallthrough ?? 'path',
    basePath: options.basePath?.replace(/\/+$/, ''),
    compat: options.compat ?? 16,
    parity: options.parity ?? 'improved',
    trailingSlash: options.trailingSlash ?? 'ignore',
    origin: options.origin === undefined ? undefined : new URL(options.origin).origin,
    allowedHosts: Array.isArray(allowedHosts)
      ? host => allowedHosts.includes(host)
      : (allowedHosts as ((host: string) => boolean) | undefined),
    tellsOrigin: true,
    extensions: options.extensions ?? ['tsx', 'ts', 'jsx', 'js'],
    ignore: options.ignore ?? (() => false),
    followSymlinks: options.followSymlinks ?? false,
    headers: options.headers ?? [],
    bodyLimit,
    drain: drainOf(options.drain, bodyLimit('*')),
    loadTimeout: loadTimeoutOf(options.loadTimeout),
    onError: options.onError,
    cache: cacheOf(options.cache, dev),
  }
}

/**
 * Next.js's own example of `register()` asks which runtime it is in, as one file serves two of them
 * there. Never over what is set.
 */
export function nameRuntime(): void {
  process.env['NEXT_RUNTIME'] ??= 'nodejs'
}

/** Next.js's switch for those who trace `fetch` by other means; `@vercel/otel` sets it while it starts. */
export function tracesFetch(): boolean {
  return process.env['NEXT_OTEL_FETCH_DISABLED'] !== '1'
}

function adviseOnParity(): void {
  warnOnce(
    'RH_PARITY',
    '',
    'The option parity is "exact" in production. It is there to compare answers with those of Next.js, and gives up what protects users: cookies of one may be stored for all.',
  )
}

function cacheOf(option: RouteOptions['cache'], dev: boolean): Settings['cache'] {
  const given = option || {}
  const buildId = process.env['ROUTE_HANDLERS_BUILD_ID']
  // Process managers that start several count them from 0.
  const isOneOfSeveral = Number(process.env['NODE_APP_INSTANCE'] ?? 0) > 0
  return {
    isOn: option !== false,
    isOwn: option !== undefined && option !== false,
    policy: {
      cacheWithOtherMethods: given.cacheWithOtherMethods ?? true,
      cacheComponents: given.cacheComponents ?? false,
    },
    patchFetch: option !== false && (option?.patchFetch ?? 'global'),
    settings() {
      const { cacheSettings } = require('./cache/mount/settings.js') as CacheSettingsModule
      return cacheSettings(option || {}, { dev, buildId, isOneOfSeveral })
    },
  }
}

function drainOf(option: RouteOptions['drain'], limit: number): Settings['drain'] {
  const { bytes = Math.max(limit, 16 * MEBIBYTE), ms = 500 } = option ?? {}
  return { bytes, ms: Math.min(ms, LONGEST_TIMER_MS) }
}

function loadTimeoutOf(option: number | false | undefined): number {
  if (option === false) return Number.POSITIVE_INFINITY
  return Math.min(option ?? DEFAULT_LOAD_TIMEOUT, LONGEST_TIMER_MS)
}

function directoryOf(dir: unknown): string {
  if (dir instanceof URL) {
    if (dir.protocol === 'file:') return fileURLToPath(dir)
  } else if (typeof dir === 'string' && dir !== '') {
    return dir.startsWith('file:') ? fileURLToPath(dir) : resolve(dir)
  }
  throw new RouteHandlersError(
    'RH_INVALID_OPTION',
    `The route directory must be a path or a file: URL, received ${String(dir)}`,
  )
}

function bodyLimitOf(option: RouteOptions['bodyLimit']): (pattern: string) => number {
  const bytes = (value: number | false | undefined): number =>
    value === false ? Number.POSITIVE_INFINITY : (value ?? DEFAULT_BODY_LIMIT)
  if (typeof option !== 'object') {
    const limit = bytes(option)
    return () => limit
  }
  const limits = new Map(Object.entries(option))
  const others = bytes(limits.get('*'))
  return pattern => (limits.has(pattern) ? bytes(limits.get(pattern)) : others)
}
