/** `callRoute()`: one route module, wherever it comes from. */
import { RouteHandlersError } from '../errors.js'
import type { RouteOptions } from '../route-options.js'
import type { Found } from '../route-table.js'
import type { Params, Route } from '../router/route.js'
import { TestMount } from './test-mount.js'
import type { TestInput, TestRequestInit } from './test-request.js'

/** What `callRoute()` takes beside the request. */
export interface CallInit extends TestRequestInit {
  /** The parameters, decoded, as the handler gets them. */
  readonly params?: Params
  /** The URL as its directories spell it, `/users/[id]`: parameters are then read from the URL. */
  readonly route?: string
  /** Members of the handler's second argument beside `params`. */
  readonly context?: object
  /** Options of the mount, such as `compat` or `bodyLimit`. */
  readonly options?: RouteOptions
}

/** A route module; or one that is being imported, or how to import it. */
export type CalledModule = object | Promise<object> | (() => object | Promise<object>)

/**
 * Calls the handler of a route module for a request: the method is looked up as on a host (405,
 * HEAD by GET, OPTIONS), `cookies()` and their kin work, `redirect()` is an answer, and `after()`
 * work is done when the answer is given.
 *
 * @param input - a path below `http://localhost`, a URL, or a `Request`.
 * @throws what the handler or its `after()` work threw. RouteHandlersError `RH_NO_METHODS` and
 *   others of a mount; `RH_INVALID_ARGUMENT` when the URL is none of `route`.
 *
 * @example
 * const response = await callRoute(import('../app/users/[id]/route'), '/users/7', {
 *   route: '/users/[id]',
 * })
 * expect(await response.json()).toEqual({ id: '7' })
 */
export async function callRoute(
  module: CalledModule,
  input: TestInput,
  { params, route, context = {}, options = {}, ...init }: CallInit = {},
): Promise<Response> {
  const exports = await (typeof module === 'function' ? module() : module)
  const mount = new TestMount({ [keyOf(route ?? '')]: exports }, options)
  const request = mount.request(input, init)
  const isFromUrl = route !== undefined && params === undefined
  const found = isFromUrl ? readUrl(mount, request, route) : { route: only(mount), params }
  return mount.answer(request, context, found)
}

/** The key that a manifest has for the pattern. */
function keyOf(route: string): string {
  return [...route.split('/').filter(Boolean), 'route.js'].join('/')
}

/** Not looked up by the URL: without `route` every URL is this module's. */
function only({ directory }: TestMount): Route {
  return directory.routes()[0]!
}

function readUrl(mount: TestMount, request: Request, route: string): Found {
  const destination = mount.find(request)
  // The route by itself: what stands in front is not asked.
  const found = destination && 'front' in destination ? destination.found : destination
  if (found !== undefined && !('missing' in found)) return found
  throw new RouteHandlersError(
    'RH_INVALID_ARGUMENT',
    `${request.url} is no URL of the route "${route}". Correct one of the two, or pass \`params\`.`,
  )
}
