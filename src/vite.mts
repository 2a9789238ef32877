/** `route-handlers/vite`, an ES module as configurations of Vite are. */
export { type RouteHandlersPlugin, routeHandlers } from './vite/plugin.js'
