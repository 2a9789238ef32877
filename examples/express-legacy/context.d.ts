import type {} from 'route-handlers/express' // gives host() its type

interface User {
  id: number
  name: string
  role: string
}

declare global {
  /** What `context` in server.js adds to the second argument of every handler. */
  interface RouteContext<AppRouteHandlerRoute> {
    session: { cart?: Record<string, number> }
    user?: User
  }
}
