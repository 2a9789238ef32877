/** A handler at work on an answer that may be for everybody. */
import { watched } from '../cache/policy/key-request.js'
import type { RouteGeneration } from '../cache/policy/route-generation.js'
import type { Handler, RouteModule } from '../handler/route-module.js'
import type { Mount } from '../mount.js'
import type { NextRequest } from '../next/request.js'
import { NextURL } from '../next/url.js'
import { RouteRun } from '../route-run.js'
import type { Match } from '../router/route.js'
import type { GenerationExchange, Leader } from './generation-exchange.js'
import { hiddenRequest } from './hidden-request.js'
import { type OwnContext, shownContext } from './shown-context.js'

export interface GenerationRunInit {
  readonly mount: Mount
  readonly match: Match
  readonly module: RouteModule
  readonly handler: Handler
  readonly generation: RouteGeneration
  readonly exchange: GenerationExchange
  /** URL of the request that the key stands for. */
  readonly keyUrl: string
  readonly tenant: string
  /** Whose request is shown; without one it is that of the key. */
  readonly leader: Leader | undefined
  readonly own: OwnContext
}

export class GenerationRun extends RouteRun {
  readonly #init: GenerationRunInit

  constructor(init: GenerationRunInit) {
    const { mount, match, module, handler, exchange } = init
    super(mount, match, module, handler, 'GET', exchange)
    this.#init = init
    const request = this.#shown()
    const context = shownContext(this.context, init.own, this.#touch)
    this.handler = () => handler(request, context)
  }

  override get generation(): RouteGeneration {
    return this.#init.generation
  }

  override get tenant(): string {
    return this.#init.tenant
  }

  #touch = (expression: string): void => this.generation.touch(expression)

  #shown(): NextRequest {
    const { generation, leader, keyUrl } = this.#init
    if (generation.visibility === 'force-static') return hiddenRequest(this.request, this.compat)
    return watched(this.request, this.#touch, leader && new NextURL(keyUrl))
  }
}
