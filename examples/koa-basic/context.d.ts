/** What `context` in server.js adds to the second argument of every handler. */
interface RouteContext<AppRouteHandlerRoute> {
  user?: { name: string }
}
