/**
 * `route-handlers/testing`: routes called with a `Request`, without a host and without a port.
 * Importing it makes `next/*` resolvable, as a mount does, for the modules that a test imports
 * afterwards.
 */
import './register.js'

export { type CalledModule, type CallInit, callRoute } from './testing/call-route.js'
export type { TestInput, TestRequestInit } from './testing/test-request.js'
export { type TestOptions, type TestRoutes, testRoutes } from './testing/test-routes.js'
