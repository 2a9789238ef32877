/** What Fastify tells about a request, for the exchange that is the same for every host. */
import type { ParsedByHost } from '../src/http/body/body-state.js'
import { parsedOnMessage } from '../src/http/body/parsed-by-host.js'
import type { NodeRequest, NodeResponse } from '../src/http/messages.js'
import { type Origin, originOfSocket } from '../src/http/request/origin.js'
import { NodeExchange } from '../src/node-exchange.js'
import type { FastifyReplyLike, FastifyRequestLike } from './fastify-types.js'

/** What `host()` gives under Fastify. */
export interface FastifyHost {
  readonly kind: 'fastify'
  readonly request: FastifyRequestLike
  readonly reply: FastifyReplyLike
  /** `request.raw`. */
  readonly req: NodeRequest
  /** `reply.raw`. */
  readonly res: NodeResponse
  /** `request.ip`: the client's address, as far as the `trustProxy` option tells. */
  readonly ip: string
}

export class FastifyHostObject implements FastifyHost {
  readonly kind = 'fastify'
  readonly request: FastifyRequestLike
  readonly reply: FastifyReplyLike

  constructor(request: FastifyRequestLike, reply: FastifyReplyLike) {
    this.request = request
    this.reply = reply
  }

  get req(): NodeRequest {
    return this.request.raw
  }

  get res(): NodeResponse {
    return this.reply.raw
  }

  get ip(): string {
    return this.request.ip
  }
}

export class FastifyExchange extends NodeExchange<FastifyHost> {
  prefix = ''

  override changeUrl(url: string): void {
    super.changeUrl(this.prefix + url)
    const { message } = this as { message: { url?: string; originalUrl?: string } }
    // What `rewriteUrl` is to be asked for.
    if (message.originalUrl !== undefined && message.url) message.originalUrl = message.url
  }

  override get mountPath(): string {
    return this.prefix
  }
}

/** Fastify's own decision about forwarded headers; it believes the proxy that is nearest. */
export function originOf({ raw, protocol, host }: FastifyRequestLike): Origin {
  const own = originOfSocket(raw)
  const scheme = protocol === 'http' || protocol === 'https' ? protocol : own.scheme
  return { scheme, authority: host || own.authority }
}

/** Parsers do not run for route files; a hook of the application may have read a body all the same. */
export function parsedOn(request: FastifyRequestLike, req: NodeRequest): ParsedByHost {
  const { body, rawBody } = request as FastifyRequestLike & { readonly rawBody?: unknown }
  const below = parsedOnMessage(req)
  return { value: body ?? below.value, raw: rawBody ?? below.raw, files: below.files }
}
