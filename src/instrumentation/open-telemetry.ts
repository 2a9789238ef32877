/**
 * The part of `@opentelemetry/api` that spans are made with, and whether there is anything to make
 * them for. That package keeps what was registered under a symbol of its own, one for all copies of
 * it; so a process without a tracer provider loads nothing, and pays for one look.
 */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Spans } from './spans.js'

/** Opaque to us. */
export type Context = object

export interface Span {
  setAttribute(name: string, value: unknown): unknown
  setAttributes(attributes: object): unknown
  setStatus(status: { readonly code: number; readonly message?: string }): unknown
  updateName(name: string): unknown
  recordException(error: unknown): unknown
  end(): void
}

export interface OpenTelemetryApi {
  readonly trace: {
    getTracer(name: string): { startSpan(name: string, options: object, parent: Context): Span }
    getSpan(context: Context): Span | undefined
    setSpan(context: Context, span: Span): Context
  }
  readonly context: {
    active(): Context
    with<T>(context: Context, run: () => T): T
  }
  readonly propagation: { extract(context: Context, carrier: object): Context }
}

const REGISTERED = Symbol.for('opentelemetry.js.api.1')

type Holder = { readonly [REGISTERED]?: { readonly trace?: unknown } }

let spans: Spans | null | undefined

/** `undefined` where nobody has registered a tracer provider. */
export function openTelemetry(): Spans | undefined {
  if ((globalThis as Holder)[REGISTERED]?.trace === undefined) return undefined
  if (spans === undefined) spans = load()
  return spans ?? undefined
}

/** Whether {@link openTelemetry} was ever of use: for those who ask within a request. */
export function hasSpans(): boolean {
  return spans !== undefined && spans !== null
}

function load(): Spans | null {
  const api = requireApi(() => __filename) ?? requireApi(() => join(process.cwd(), 'index.js'))
  if (api === undefined) return null
  const { Spans } = require('./spans.js') as typeof import('./spans.js')
  return new Spans(api)
}

/** In a way that bundlers do not see: most programs do not have that package. */
function requireApi(from: () => string): OpenTelemetryApi | undefined {
  try {
    return createRequire(from())('@opentelemetry/api') as OpenTelemetryApi
  } catch {
    return undefined
  }
}
