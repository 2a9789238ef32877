import type {} from 'route-handlers/express' // gives host() its type

export interface User {
  id: number
  name: string
  role: string
}

/** What `context` in server.js adds to the second argument of every handler. */
export interface Shop {
  session: { cart?: Record<string, number> }
  user?: User
}
