/**
 * Messages that are Express's from the start. Express gives each `req` and `res` its own prototype
 * after Node made them, and an object whose prototype changes loses its hidden class: on Node 20
 * and 22 that is more than half of the time a plain handler needs (docs/decisions/084).
 */
import http from 'node:http'
import { RouteHandlersError } from '../src/errors.js'

/** What an Express application has that this needs. */
interface Application {
  request: object
  response: object
}

/** Two of the options of `http.createServer()` and `https.createServer()`. */
export interface ExpressServerOptions {
  readonly IncomingMessage: typeof http.IncomingMessage
  readonly ServerResponse: typeof http.ServerResponse
}

/**
 * Options for `http.createServer()` that make an Express application faster, with or without route
 * files in it: two to three times on Node 20 and 22, by about a quarter on Node 24. Call it before
 * other applications are mounted in this one; it takes the place of `app.listen()`.
 *
 * @param app - the application. `app.request` and `app.response` are replaced by objects that
 *   inherit from them, which Node then makes its messages with.
 * @returns the classes of the messages; the same ones for a further server of the application.
 * @throws RouteHandlersError `RH_INVALID_ARGUMENT` for what is no Express application.
 *
 * @example
 * const app = express()
 * http.createServer(serverOptions(app), app).listen(3000)
 */
export function serverOptions(app: Application): ExpressServerOptions {
  if (!isObject(app?.request) || !isObject(app.response)) {
    throw new RouteHandlersError(
      'RH_INVALID_ARGUMENT',
      'serverOptions() takes an Express application: what express() returns.',
    )
  }
  const IncomingMessage = classOf(app.request, http.IncomingMessage) ?? messageClass()
  const ServerResponse = classOf(app.response, http.ServerResponse) ?? answerClass()
  app.request = prototypeOn(app.request, IncomingMessage)
  app.response = prototypeOn(app.response, ServerResponse)
  return { IncomingMessage, ServerResponse }
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null

/** Called as Node's own are: `req.constructor.name` and `inspect(req)` show it. */
function messageClass(): typeof http.IncomingMessage {
  return class IncomingMessage extends http.IncomingMessage {}
}

function answerClass(): typeof http.ServerResponse {
  return class ServerResponse extends http.ServerResponse {} as typeof http.ServerResponse
}

/** The class that an earlier call has put there. */
function classOf<C extends { readonly prototype: object }>(prototype: object, Base: C) {
  const own: unknown = Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value
  const made = typeof own === 'function' && own.prototype === prototype
  return made && prototype instanceof (Base as never) ? (own as unknown as C) : undefined
}

/**
 * The prototype of a class, in place of the one that an application had. Only a class made by
 * `class … extends` gets room for all properties of a message at once, and its prototype is fixed.
 */
function prototypeOn(given: object, { prototype }: { readonly prototype: object }): object {
  if (prototype === given) return given
  // Own members too: mounting the application elsewhere gives its `request` another prototype.
  const { constructor: _, ...own } = Object.getOwnPropertyDescriptors(given)
  Object.defineProperties(prototype, own)
  return Object.setPrototypeOf(prototype, given)
}
