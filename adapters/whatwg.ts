/**
 * Whatever `@whatwg-node/server` runs on (Bun, Deno, uWebSockets.js, Lambda, …), with its plugins,
 * `waitUntil` and `dispose`. The only entry that loads that package, because importing it defines
 * globals. Inside Express and Koa use their own adapters.
 */

import {
  createServerAdapter,
  type ServerAdapter,
  type ServerAdapterBaseObject,
  type ServerAdapterPlugin,
} from '@whatwg-node/server'
import { RouteHandlersError } from '../src/errors.js'
import { discardBody } from '../src/fetch/discard-body.js'
import { logError } from '../src/log-error.js'
import type { RouteManifest } from '../src/manifest/route-manifest.js'
import { Response } from '../src/natives.js'
import type { RouteOptions } from '../src/route-options.js'
import { RouteDirectory } from '../src/routes.js'

/** What the runtime hands over beside the request, e.g. Cloudflare's `env` or Node's `req`. */
export type ServerContext = object

/** What `host()` gives under `route-handlers/whatwg`. */
export interface WhatwgHost {
  readonly kind: 'whatwg'
  readonly context: ServerContext
}

declare module '../src/host.js' {
  interface Hosts {
    whatwg: WhatwgHost
  }
}

/** What `createAdapter()` takes beside the directory. */
export interface WhatwgRouteOptions extends RouteOptions {
  /** Plugins of `@whatwg-node/server`; they see every request and every `Response`. */
  readonly plugins?: readonly ServerAdapterPlugin[]
}

const UNHANDLED = 'Unhandled error in a route handler:'

/** The package's own classes are not the globals, which handlers and `instanceof` rely on. */
const NATIVE = {
  AbortController,
  AbortSignal,
  Blob,
  File,
  FormData,
  Headers,
  ReadableStream,
  Request,
  Response,
  TextDecoder,
  TextEncoder,
  TransformStream,
  URL,
  URLSearchParams,
  WritableStream,
  crypto,
  fetch,
}

/**
 * Makes a `@whatwg-node/server` adapter of a route directory: an object that is a Node listener,
 * a `fetch` function, and whatever else that package supports.
 *
 * @throws RouteHandlersError see `createRoutes()`.
 *
 * @example
 * Bun.serve({ fetch: createAdapter('./app').fetch })
 */
export function createAdapter(
  from: string | URL | RouteManifest,
  { plugins = [], ...options }: WhatwgRouteOptions = {},
): ServerAdapter<ServerContext, ServerAdapterBaseObject<ServerContext>> {
  const routes = new RouteDirectory(from, options)
  const handle = async (request: Request, context: ServerContext): Promise<Response> => {
    const host: WhatwgHost = { kind: 'whatwg', context }
    const response = await routes.fetch(request, host, waitUntilOf(context)).catch(errorAnswer)
    if (request.signal.aborted) discardBody(response, request.signal.reason)
    return response
  }
  return createServerAdapter<ServerContext>(handle, { fetchAPI: NATIVE, plugins: [...plugins] })

  /** The package would answer with the stack. */
  function errorAnswer(error: unknown): Response {
    const known = error instanceof RouteHandlersError ? error : undefined
    if (!known?.expose && !routes.settings.onError) logError(UNHANDLED, error)
    return new Response(null, { status: known?.status ?? 500 })
  }
}

type WaitUntil = (work: Promise<unknown>) => void

function waitUntilOf(context: object): WaitUntil | undefined {
  const waitUntil: unknown = Reflect.get(context, 'waitUntil')
  return typeof waitUntil === 'function' ? work => waitUntil.call(context, work) : undefined
}
