/** OpenTelemetry: the spans of a request, as the SDK exports them. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base'
import { notFound } from '../../../src/next/navigation'
import type { RouteOptions } from '../../../src/route-options'
import { ask, mount } from '../mount'

const exporter = new InMemorySpanExporter()
const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })

beforeEach(() => {
  exporter.reset()
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  trace.setGlobalTracerProvider(provider)
})

afterEach(() => {
  trace.disable()
  context.disable()
})

/** The end of an answer is told of in a turn of its own. */
const ended = () => new Promise(resolve => setTimeout(resolve, 5))

type Exports = Readonly<Record<string, unknown>>

/** The spans of one request to `/api/x/7?q=1`, by their names; the root last. */
async function spansOf(exports: Exports, options: RouteOptions = {}, init: RequestInit = {}) {
  const routes = mount({ 'api/x/[id]/route.ts': exports }, options)
  const response = await ask(routes, '/api/x/7?q=1', init).catch(() => undefined)
  await response?.text()
  await ended()
  await routes.close()
  return exporter.getFinishedSpans()
}

const namesOf = (spans: readonly ReadableSpan[]): string[] => spans.map(({ name }) => name)

const byName = (spans: readonly ReadableSpan[], name: string): ReadableSpan =>
  spans.find(span => span.name === name)!

const isChildOf = (child: ReadableSpan, parent: ReadableSpan): boolean =>
  child.parentSpanContext?.spanId === parent.spanContext().spanId

describe('the spans of a request', () => {
  it('have the names, the attributes and the order of Next.js', async () => {
    const spans = await spansOf({ GET: async () => new Response('here', { status: 201 }) })
    expect(namesOf(spans)).toEqual([
      'executing api route (app) /api/x/[id]',
      'start response',
      'GET /api/x/[id]',
    ])
    const [handler, start, root] = spans as [ReadableSpan, ReadableSpan, ReadableSpan]
    expect(root.kind).toBe(SpanKind.SERVER)
    expect(root.status).toEqual({ code: SpanStatusCode.UNSET })
    expect(root.attributes).toEqual({
      'http.method': 'GET',
      'http.target': '/api/x/7?q=1',
      'http.route': '/api/x/[id]',
      'http.status_code': 201,
      'next.route': '/api/x/[id]',
      'next.rsc': false,
      'next.span_name': 'GET /api/x/[id]',
      'next.span_type': 'BaseServer.handleRequest',
    })
    expect(handler.attributes).toEqual({
      'next.route': '/api/x/[id]',
      'next.span_name': 'executing api route (app) /api/x/[id]',
      'next.span_type': 'AppRouteRouteHandlers.runHandler',
    })
    expect(start.attributes).toMatchObject({ 'next.span_type': 'NextNodeServer.startResponse' })
    expect([isChildOf(handler, root), isChildOf(start, root)]).toEqual([true, true])
  })

  it.each([14, 15] as const)('are named by the file up to Next.js %i', async compat => {
    const names = namesOf(await spansOf({ GET: () => new Response() }, { compat }))
    expect(names).toContain('GET /api/x/[id]/route')
    expect(names).toContain('executing api route (app) /api/x/[id]/route')
  })

  it('are the context of the handler, also behind an await', async () => {
    let inside: string | undefined
    const GET = async () => {
      await new Promise(setImmediate)
      inside = trace.getActiveSpan()?.spanContext().spanId
      trace.getTracer('own').startSpan('own').end()
      return new Response()
    }
    const spans = await spansOf({ GET })
    const handler = byName(spans, 'executing api route (app) /api/x/[id]')
    expect(inside).toBe(handler.spanContext().spanId)
    expect(isChildOf(byName(spans, 'own'), handler)).toBe(true)
  })

  it('join the trace of an active span of the host, and tell it the route', async () => {
    const routes = mount({ 'api/x/[id]/route.ts': { GET: () => new Response() } })
    const outer = trace.getTracer('host').startSpan('GET', { kind: SpanKind.SERVER })
    await context.with(trace.setSpan(context.active(), outer), () => ask(routes, '/api/x/7'))
    await ended()
    outer.end()
    const spans = exporter.getFinishedSpans()
    const host = byName(spans, 'GET')
    expect(isChildOf(byName(spans, 'GET /api/x/[id]'), host)).toBe(true)
    expect(host.attributes).toEqual({ 'http.route': '/api/x/[id]' })
  })

  it('join the trace of the client where the host has no span', async () => {
    const traceId = '0af7651916cd43dd8448eb211c80319c'
    const told = { traceId, spanId: 'b7ad6b7169203331', traceFlags: 1, isRemote: true }
    propagation.setGlobalPropagator({
      inject() {},
      extract: (active, carrier) =>
        carrier.traceparent === 'told' ? trace.setSpanContext(active, told) : active,
      fields: () => ['traceparent'],
    })
    const init = { headers: { traceparent: 'told' } }
    const spans = await spansOf({ GET: () => new Response() }, {}, init)
    propagation.disable()
    expect(new Set(spans.map(span => span.spanContext().traceId))).toEqual(new Set([traceId]))
    const { parentSpanContext } = byName(spans, 'GET /api/x/[id]')
    expect(parentSpanContext?.spanId).toBe(told.spanId)
  })

  it.each<[string, unknown, string]>([
    ['an Error', new TypeError('failed'), 'TypeError'],
    ['a value that is none', 'text', 'string'],
  ])('say that a handler threw %s', async (_, thrown, type) => {
    const GET = () => {
      throw thrown
    }
    const spans = await spansOf({ GET })
    const handler = byName(spans, 'executing api route (app) /api/x/[id]')
    expect(handler.status.code).toBe(SpanStatusCode.ERROR)
    expect(handler.attributes).toMatchObject({ 'error.type': type })
    expect(handler.events.map(({ name }) => name)).toEqual(['exception'])
    const root = byName(spans, 'GET /api/x/[id]')
    expect(root.status).toEqual({ code: SpanStatusCode.ERROR })
    expect(root.attributes).toMatchObject({ 'http.status_code': 500, 'error.type': '500' })
  })

  it('say that an answer is of 500 and above', async () => {
    const spans = await spansOf({ GET: () => new Response(null, { status: 503 }) })
    const root = byName(spans, 'GET /api/x/[id]')
    expect(root.status).toEqual({ code: SpanStatusCode.ERROR })
    expect(root.attributes).toMatchObject({ 'http.status_code': 503, 'error.type': '503' })
  })

  it('take notFound() for an answer', async () => {
    const spans = await spansOf({ GET: async () => notFound() })
    for (const { status } of spans) expect(status.code).toBe(SpanStatusCode.UNSET)
    expect(byName(spans, 'GET /api/x/[id]').attributes).toMatchObject({ 'http.status_code': 404 })
  })

  it('leave a 4xx without an error', async () => {
    const spans = await spansOf({ GET: () => new Response() }, {}, { method: 'POST' })
    const root = byName(spans, 'POST /api/x/[id]')
    expect(root.status.code).toBe(SpanStatusCode.UNSET)
    expect(root.attributes).toMatchObject({ 'http.status_code': 405 })
  })

  it('are made for an answer of the cache too, without a run of the handler', async () => {
    const exports = { GET: () => new Response('kept'), dynamic: 'force-static' }
    const routes = mount({ 'api/x/[id]/route.ts': exports }, { cache: { dev: true } })
    await (await ask(routes, '/api/x/7')).text()
    await ended()
    exporter.reset()
    await (await ask(routes, '/api/x/7')).text()
    await ended()
    expect(namesOf(exporter.getFinishedSpans())).toEqual(['start response', 'GET /api/x/[id]'])
    await routes.close()
  })

  it('are none without a provider', async () => {
    trace.disable()
    const spans = await spansOf({ GET: () => new Response(String(trace.getActiveSpan())) })
    expect(spans).toEqual([])
  })
})

describe('a fetch of a handler', () => {
  const server = createServer((_, res) => void res.end('fetched'))
  let port: number
  beforeAll(async () => {
    await new Promise<void>(resolve => server.listen(0, resolve))
    port = (server.address() as AddressInfo).port
  })
  afterAll(() => server.close())

  const fetching = () => ({
    GET: async () => fetch(`http://user:secret@localhost:${port}/data?a=1`).catch(() => null),
  })

  it('is a span below that of the handler, without credentials', async () => {
    const GET = async () => {
      const answer = await fetch(`http://localhost:${port}/data?a=1`, { method: 'POST' })
      return new Response(await answer.text())
    }
    const spans = await spansOf({ GET })
    const call = byName(spans, `fetch POST http://localhost:${port}/data?a=1`)
    expect(call.kind).toBe(SpanKind.CLIENT)
    expect(call.attributes).toEqual({
      'http.method': 'POST',
      'http.url': `http://localhost:${port}/data?a=1`,
      'net.peer.name': 'localhost',
      'net.peer.port': String(port),
      'next.span_name': `fetch POST http://localhost:${port}/data?a=1`,
      'next.span_type': 'AppRender.fetch',
    })
    expect(isChildOf(call, byName(spans, 'executing api route (app) /api/x/[id]'))).toBe(true)
    const failed = await spansOf(fetching())
    expect(namesOf(failed)).toContain(`fetch GET http://localhost:${port}/data?a=1`)
    expect(JSON.stringify(namesOf(failed))).not.toContain('secret')
  })

  it('that fails is a span with the error', async () => {
    const GET = async () => fetch('nonsense://host').catch(() => new Response('caught'))
    const spans = await spansOf({ GET })
    const call = spans.find(({ name }) => name.startsWith('fetch'))!
    expect(call.status.code).toBe(SpanStatusCode.ERROR)
    expect(call.attributes).toMatchObject({ 'error.type': 'TypeError' })
  })

  it('is none where somebody else traces it, as NEXT_OTEL_FETCH_DISABLED says', async () => {
    process.env['NEXT_OTEL_FETCH_DISABLED'] = '1'
    const GET = async () => new Response((await fetch(`http://localhost:${port}/`)).body)
    const names = namesOf(await spansOf({ GET }))
    delete process.env['NEXT_OTEL_FETCH_DISABLED']
    expect(names.filter(name => name.startsWith('fetch'))).toEqual([])
  })

  it('outside of any trace is left alone', async () => {
    const routes = mount({ 'a/route.ts': { GET: () => new Response() } })
    await (await ask(routes, '/a')).text()
    await ended()
    exporter.reset()
    await (await fetch(`http://localhost:${port}/`)).text()
    expect(namesOf(exporter.getFinishedSpans())).toEqual([])
    await routes.close()
  })
})
