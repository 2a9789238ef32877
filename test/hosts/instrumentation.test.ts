/** `instrumentation.ts` and OpenTelemetry in a real server. */
import { context, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base'
import { registered, told } from './fixtures/instrumented/seen'
import { within } from './streams'
import { rule } from './table'
import './trap'

const dir = 'instrumented/app'

rule('Instrumentation', 'register() has run before the first handler does, once', async start => {
  const app = await start({ dir, cold: true })
  const answers = await Promise.all([app.get('/fine'), app.get('/fine')])
  expect(answers.map(answer => answer.json())).toEqual([1, 1])
  expect(registered).toEqual(['nodejs'])
})

rule('Instrumentation', 'onRequestError() is told before the host is', async (start, { name }) => {
  told.length = 0
  const app = await start({ dir, path: '/mounted' })
  await app.send({ method: 'POST', path: '/mounted/err/7?q=1', headers: { 'x-sent': name } })
  expect(told).toEqual([
    [
      app.seen.errors[0],
      {
        path: '/err/7?q=1',
        method: 'POST',
        headers: expect.objectContaining({ 'x-sent': name }),
      },
      {
        routerKind: 'App Router',
        routePath: '/err/[id]',
        routeType: 'route',
        revalidateReason: undefined,
        renderSource: undefined,
      },
    ],
  ])
  expect(Object.keys(told[0]![1].headers).filter(field => field.startsWith(':'))).toEqual([])
})

const exporter = new InMemorySpanExporter()
const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })

/** The attributes of the root span, once it has ended. */
async function rootOf(name: string) {
  const find = () => exporter.getFinishedSpans().find(span => span.name === name)
  await within(2_000, () => find() !== undefined)
  const { attributes, status, parentSpanContext } = find()!
  return { attributes, code: status.code, parentSpanContext }
}

describe('with a tracer provider', () => {
  beforeEach(() => {
    exporter.reset()
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
    trace.setGlobalTracerProvider(provider)
  })

  afterEach(() => {
    trace.disable()
    context.disable()
  })

  rule('OpenTelemetry', 'a request is a span with its route and its status', async start => {
    const app = await start({ handler: () => new Response('here', { status: 202 }) })
    expect((await app.get(app.inline)).status).toBe(202)
    const { attributes, code } = await rootOf('GET /inline/[id]')
    expect(attributes).toMatchObject({
      'http.route': '/inline/[id]',
      'http.status_code': 202,
      'http.target': app.inline,
    })
    expect(code).toBe(0)
    const names = exporter.getFinishedSpans().map(({ name }) => name)
    expect(names).toContain('executing api route (app) /inline/[id]')
    expect(names).toContain('start response')
  })

  rule('OpenTelemetry', 'an error is a span with the status of the host', async start => {
    const app = await start({
      handler: () => {
        throw Object.assign(new Error('failed'), { status: 503 })
      },
    })
    const { status } = await app.get(app.inline)
    expect(status).toBeGreaterThanOrEqual(500)
    const { attributes, code } = await rootOf('GET /inline/[id]')
    expect(attributes).toMatchObject({ 'http.status_code': status, 'error.type': String(status) })
    expect(code).toBe(2)
  })

  rule('OpenTelemetry', 'a request that passes through us leaves no span', async start => {
    const app = await start()
    await app.get('/legacy/elsewhere')
    expect(exporter.getFinishedSpans()).toEqual([])
  })
})
