/** The public surface that does not depend on a host. */

export type {
  HandlersCache,
  Warmed,
  WarmOptions,
  WarmReport,
} from './cache/mount/handlers-cache.js'
export type { CacheStats } from './cache/mount/stats.js'
export type { CacheOptions } from './cache/options.js'
export { createRoutes, type Routes } from './create-routes.js'
export { type ErrorCode, RouteHandlersError } from './errors.js'
export { pass } from './handler/pass.js'
export {
  getNodeRequest,
  type Host,
  type HostRequest,
  type Hosts,
  host,
  type NodeHost,
} from './host.js'
export type { InstrumentationOnRequestError } from './instrumentation/request-error.js'
export type { RouteManifest } from './manifest/route-manifest.js'
export type { MetadataRoutes } from './metadata/metadata-route.js'
export type { RouteOptions } from './route-options.js'
export type { Route } from './router/route.js'
