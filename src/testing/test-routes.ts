/** `testRoutes()`: a directory or a manifest, asked by its URLs. */
import { membersOf, type Routes } from '../create-routes.js'
import type { RouteManifest } from '../manifest/route-manifest.js'
import type { RouteOptions } from '../route-options.js'
import { TestMount } from './test-mount.js'
import type { TestInput, TestRequestInit } from './test-request.js'

/** What `testRoutes()` takes beside the directory: the options of a mount, and `context`. */
export interface TestOptions extends RouteOptions {
  /** Members of the handler's second argument beside `params`, which a host would give. */
  readonly context?: (request: Request) => object
}

/** Routes without a server. */
export interface TestRoutes extends Omit<Routes, 'fetch'> {
  /**
   * Asks the route of a path, with which `after()` work is done when the answer is given; of a
   * streamed answer, when it has been read. Redirects are not followed.
   *
   * Rejects with what the handler threw, or its `after()` work.
   */
  fetch(input: TestInput, init?: TestRequestInit): Promise<Response>
}

/**
 * Mounts routes for a test: everything as on a host, but without one and without a port.
 *
 * @param from - the route directory, as for `createRoutes()`; or a manifest.
 * @param options - as for a mount. `origin` is what paths are relative to: `http://localhost`.
 * @throws RouteHandlersError as `createRoutes()` does.
 *
 * @example
 * const routes = testRoutes('./app')
 * const response = await routes.fetch('/users', { method: 'POST', json: { name: 'Ada' } })
 * expect(response.status).toBe(201)
 */
export function testRoutes(
  from: string | URL | RouteManifest,
  { context, ...options }: TestOptions = {},
): TestRoutes {
  const mount = new TestMount(from, options)
  return {
    ...membersOf(mount.directory),
    fetch: async (input, init = {}) => {
      const request = mount.request(input, init)
      return mount.answer(request, context?.(request) ?? {})
    },
  }
}
