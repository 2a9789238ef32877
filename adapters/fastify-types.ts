/**
 * The part of Fastify 5 that the adapter speaks to. Written down instead of imported, so that
 * neither this package nor its users need Fastify's types for the other hosts; Fastify's own
 * classes, decorated or not, fit.
 */
import type { NodeRequest, NodeResponse } from '../src/http/messages.js'

/** A Fastify request; where decorations matter, say `FastifyRequest`, which may stand for it. */
export interface FastifyRequestLike {
  readonly raw: NodeRequest
  readonly originalUrl: string
  readonly protocol: string
  readonly host: string
  readonly ip: string
  readonly body?: unknown
  get headers(): object
  set headers(headers: object)
}

/** A Fastify reply; `FastifyReply` may stand for it. */
export interface FastifyReplyLike {
  readonly raw: NodeResponse
  readonly request: FastifyRequestLike
  readonly sent: boolean
  code(status: number): unknown
  header(name: string, value: unknown): unknown
  getHeader(name: string): number | string | string[] | undefined
  hasHeader(name: string): boolean
  removeHeader(name: string): unknown
  send(payload?: unknown): unknown
  hijack(): unknown
}

/** What a plugin is given. */
export interface FastifyInstanceLike {
  readonly prefix: string
  readonly server: object
  readonly supportedMethods: string[]
  routing(request: NodeRequest, response: NodeResponse): void
  hasConstraintStrategy(name: string): boolean
  addConstraintStrategy(strategy: ConstraintStrategy): void
  removeAllContentTypeParsers(): void
  addContentTypeParser(type: string, parser: PassThrough): unknown
  addHook(name: 'preClose', hook: (done: () => void) => void): unknown
  addHook(
    name: 'onClose',
    hook: (instance: unknown, done: (error?: Error) => void) => void,
  ): unknown
  route(options: RouteDefinition): unknown
}

/** A content-type parser that leaves the body where it is. */
export type PassThrough = (request: unknown, payload: unknown, done: (error: null) => void) => void

/** A route of Fastify, as far as the adapter makes one. */
export interface RouteDefinition {
  readonly method: string[]
  readonly url: string
  readonly constraints: Record<string, unknown>
  readonly handler: (request: FastifyRequestLike, reply: FastifyReplyLike) => Promise<never>
}

/** A constraint of find-my-way, Fastify's router. */
export interface ConstraintStrategy {
  readonly name: string
  readonly mustMatchWhenDerived: boolean
  storage(): { get(value: unknown): unknown; set(value: unknown, handler: unknown): void }
  deriveConstraint(request: NodeRequest): unknown
}
