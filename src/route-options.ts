/** What a mount may be given. */
import type { CacheOptions } from './cache/options.js'
import type { Fallthrough } from './handler/method.js'
import type { Compat } from './next/scope.js'
import type { HeaderRule } from './proxy/header-rules.js'

/**
 * Settings of one mounted route directory; all optional.
 *
 * @example
 * app.use(routeHandlers('./app', { fallthrough: 'method', bodyLimit: 1024 * 1024 }))
 */
export interface RouteOptions {
  /**
   * What the host still gets to see. `'path'` (default): paths without a route file. `'method'`:
   * also methods that a route file does not export. `false`: nothing below the mount.
   */
  readonly fallthrough?: Fallthrough
  /** Where the directory hangs in the URL space. Default: the host's mount path. */
  readonly basePath?: string
  /** The Next.js version whose behaviour the route files expect. Default 16. */
  readonly compat?: Compat
  /** `'exact'` gives up deliberate improvements over Next.js, for comparison with it. */
  readonly parity?: 'improved' | 'exact'
  /** `'ignore'` (default): `/a/` is `/a`. `'redirect'`: 308 to `/a`. `'strict'`: no match. */
  readonly trailingSlash?: 'ignore' | 'redirect' | 'strict'
  /** Fixed public origin (`https://example.com`); wins over the Host header. */
  readonly origin?: string
  /** Accepted Host values, in lower case with port if not the default one; others get 400. */
  readonly allowedHosts?: readonly string[] | ((host: string) => boolean)
  /**
   * Response headers by path, as `headers()` of a next.config returns them. They are set for every
   * path below the mount, before anything else runs, and beat the handler's fields of that name;
   * `set-cookie` and `vary` are joined.
   */
  readonly headers?: readonly HeaderRule[]
  /**
   * Whether `proxy.ts` (or `middleware.ts`) beside the directory runs in front of the routes.
   * Default true. `false`: a file of that name is none of Next.js's.
   */
  readonly proxy?: boolean
  /** Project root, for tsconfig and packages. Default: nearest package.json above the directory. */
  readonly root?: string
  /** Loads a route file instead of Node; given its absolute path. For bundlers and test runners. */
  readonly import?: (file: string) => Promise<object>
  /**
   * Whether edited, added and removed route files, and what they import, take effect without a
   * restart. Default: unless `NODE_ENV` is `production`. Never inside Jest and Vitest.
   */
  readonly watch?: boolean
  /**
   * Milliseconds that a request waits for a route file to be evaluated. Default 10 000; `false`
   * for no end.
   */
  readonly loadTimeout?: number | false
  /** For whom `next/*` resolves to this package: everybody, the directory's files, or nobody. */
  readonly nextModules?: 'all' | 'app' | false
  /** Extensions of route files, in order of preference. Default `['tsx', 'ts', 'jsx', 'js']`. */
  readonly extensions?: readonly string[]
  /** Leaves out files and directories; given their path below the directory, with `/`. */
  readonly ignore?: (path: string) => boolean
  /** Also follows links that lead outside the directory: code from there is served. Default false. */
  readonly followSymlinks?: boolean
  /**
   * Bytes that a request body may have, counted as they arrive; more is 413. Default 10 MiB.
   * `false`: no limit. An object sets limits by route pattern, `'*'` for the others.
   */
  readonly bodyLimit?: number | false | Readonly<Record<string, number | false>>
  /** Bounds for reading what a handler left unread: bytes and milliseconds. */
  readonly drain?: { readonly bytes?: number; readonly ms?: number }
  /** Settings of the cache, or `false`: nothing is stored, and what route files call still works. */
  readonly cache?: false | CacheOptions
  /**
   * Sees every error, before the host does. Returning a `Response` answers the request with it.
   * The request is absent where none could be made.
   */
  readonly onError?: (
    error: unknown,
    request: Request | undefined,
  ) => undefined | Response | Promise<Response | undefined>
}
