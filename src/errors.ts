/**
 * Every error of this package: one table, one class. The shape is that of http-errors
 * (`status`, `statusCode`, `expose`), so Express and Koa treat them as their own.
 */
import { shared } from './state.js'

interface ErrorKind {
  /** HTTP status that the host answers with. */
  readonly status: number
  /** Whether the message may be shown to a client. Ours never echoes input. */
  readonly expose: boolean
}

const failure: ErrorKind = { status: 500, expose: false }
const refusal = (status: number): ErrorKind => ({ status, expose: true })

/** Code → status and exposure. `docs/errors.md` explains each; a test holds the two together. */
export const ERRORS = {
  // mount
  RH_DIRECTORY_MISSING: failure,
  RH_INVALID_OPTION: failure,
  RH_INVALID_SEGMENT: failure,
  RH_ROUTE_CONFLICT: failure,
  RH_INVALID_PROXY: failure,
  // loading
  RH_MODULE_LOAD: failure,
  RH_USE_CACHE: failure,
  RH_NO_METHODS: failure,
  RH_INVALID_EXPORT: failure,
  RH_NEXT_IMPORT_UNRESOLVED: failure,
  RH_TRANSPILER_UNAVAILABLE: failure,
  RH_HOOKS_UNAVAILABLE: failure,
  RH_INSTRUMENTATION: failure,
  // commands
  RH_TYPES_UNWRITABLE: failure,
  // request
  RH_BAD_HOST: refusal(400),
  RH_BAD_PATH: refusal(400),
  RH_BAD_REQUEST: refusal(400),
  RH_BODY_LIMIT: refusal(413),
  RH_BODY_CONSUMED: failure,
  RH_BODY_UNSUPPORTED: failure,
  RH_BODY_ABORTED: refusal(400),
  RH_UNSUPPORTED_CODING: refusal(501),
  // handler
  RH_INVALID_METADATA: failure,
  RH_NO_RESPONSE: failure,
  RH_BAD_RESPONSE: failure,
  RH_RESPONSE_REUSED: failure,
  RH_REWRITE_IN_HANDLER: failure,
  RH_NEXT_IN_HANDLER: failure,
  RH_NON_ERROR_THROWN: failure,
  RH_PASS_AFTER_READ: failure,
  RH_TIMEOUT: { status: 504, expose: false },
  RH_CLOSING: refusal(503),
  // surface
  RH_INVALID_ARGUMENT: failure,
  RH_NO_HOST: failure,
  RH_NOT_SUPPORTED: failure,
  RH_OUTSIDE_REQUEST: failure,
  RH_READONLY: failure,
  RH_STREAM_CHUNK: failure,
  RH_LENGTH_MISMATCH: failure,
} as const satisfies Record<`RH_${string}`, ErrorKind>

/** The codes of {@link RouteHandlersError}; docs/errors.md explains each. */
export type ErrorCode = keyof typeof ERRORS

export interface RouteHandlersErrorOptions {
  /** The error underneath. */
  readonly cause?: unknown
  /** The file at fault, absolute. */
  readonly file?: string
  /** The source lines around the fault, for the terminal and the host's error channel. */
  readonly frame?: string
  /** Headers that a host following http-errors adds to its answer. */
  readonly headers?: Readonly<Record<string, string>>
}

class RouteHandlersErrorClass extends Error {
  /** Stable identifier, `RH_…`. */
  readonly code: ErrorCode
  /** HTTP status for the host to answer with. */
  readonly status: number
  /** Same as {@link status}; the name that Express and http-errors also read. */
  readonly statusCode: number
  /** Whether the message may be sent to a client. */
  readonly expose: boolean
  /** Absolute path of the file at fault, where one is. */
  declare readonly file?: string
  /** The source lines around the fault. Not part of the message: no client is to see it. */
  declare readonly frame?: string
  /** Response headers that belong to the answer, e.g. `allow`. */
  declare readonly headers?: Readonly<Record<string, string>>

  constructor(code: ErrorCode, message: string, options: RouteHandlersErrorOptions = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined)
    this.name = 'RouteHandlersError'
    this.code = code
    this.status = this.statusCode = ERRORS[code].status
    this.expose = ERRORS[code].expose
    if (options.file !== undefined) this.file = options.file
    if (options.frame !== undefined) this.frame = options.frame
    if (options.headers !== undefined) this.headers = options.headers
  }

  static {
    Object.defineProperty(RouteHandlersErrorClass, 'name', { value: 'RouteHandlersError' })
  }
}

/**
 * An error raised by this package. `code` tells which; the message names the fix.
 *
 * @example
 * app.use((err, req, res, next) => {
 *   if (err instanceof RouteHandlersError && err.code === 'RH_BODY_LIMIT') return res.sendStatus(413)
 *   next(err)
 * })
 */
export const RouteHandlersError: typeof RouteHandlersErrorClass = shared(
  'RouteHandlersError',
  RouteHandlersErrorClass,
)
export type RouteHandlersError = RouteHandlersErrorClass
