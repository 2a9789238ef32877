/**
 * `next/constants` where Next.js is not installed: cache handlers that were written for it ask by
 * these names which phase a process is in, and where a build has put its files.
 */
export const PHASE_EXPORT = 'phase-export'
export const PHASE_ANALYZE = 'phase-analyze'
export const PHASE_PRODUCTION_BUILD = 'phase-production-build'
export const PHASE_PRODUCTION_SERVER = 'phase-production-server'
export const PHASE_DEVELOPMENT_SERVER = 'phase-development-server'
export const PHASE_TEST = 'phase-test'
export const PHASE_INFO = 'phase-info'
export const BUILD_MANIFEST = 'build-manifest.json'
export const ROUTES_MANIFEST = 'routes-manifest.json'
export const PRERENDER_MANIFEST = 'prerender-manifest.json'
export const SERVER_DIRECTORY = 'server'
export const BUILD_ID_FILE = 'BUILD_ID'
