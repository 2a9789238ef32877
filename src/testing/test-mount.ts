/** Routes mounted for a test, on the pipeline that hosts use. */
import type { RouteManifest } from '../manifest/route-manifest.js'
import type { RouteOptions } from '../route-options.js'
import { type Destination, RouteDirectory } from '../routes.js'
import { awaited } from './awaited.js'
import { LateErrors } from './late-errors.js'
import { TestExchange } from './test-exchange.js'
import { createTestRequest, type TestInput, type TestRequestInit } from './test-request.js'

const ORIGIN = 'http://localhost'

export class TestMount {
  readonly directory: RouteDirectory
  readonly #origin: string
  readonly #late = new LateErrors()

  /** An `onError` of the test's own sees the errors of `after()` instead, as it does on a host. */
  constructor(from: string | URL | RouteManifest, options: RouteOptions) {
    this.#origin = options.origin ?? ORIGIN
    this.directory = new RouteDirectory(from, { onError: this.#late.record, ...options })
  }

  request(input: TestInput, init: TestRequestInit): Request {
    return createTestRequest(input, init, this.#origin)
  }

  /** @param found - whose route answers; by default that of the path. */
  async answer(request: Request, context: object, found = this.find(request)): Promise<Response> {
    if (found === undefined) return new Response(null, { status: 404 })
    return awaited(this.directory, found, new TestExchange(request, context), this.#late)
  }

  find(request: Request): Destination | undefined {
    const { pathname } = new URL(request.url)
    return this.directory.find(pathname, pathname)
  }
}
