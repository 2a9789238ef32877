/** What `context` in server.js adds to the second argument of every handler. */
export interface Visitor {
  user?: { name: string }
}
