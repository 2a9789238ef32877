/** OPS-3 and section 6: the tracing channel sees each request and each error, once, on every host. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { tracingChannel } from 'node:diagnostics_channel'
import { failing, idle, within } from '../hosts/streams'
import type { Client } from './client'
import { fault } from './fault'
import { secretError } from './secrets'

type Event = 'start' | 'end' | 'asyncStart' | 'asyncEnd' | 'error'

const channel: any = tracingChannel('route-handlers:request')

/** What the channel tells of the requests made meanwhile. */
async function traced(client: Client, send: () => Promise<unknown>) {
  const events: Array<[Event, any]> = []
  const errors: unknown[] = []
  const on = (name: Event) => (trace: any) => {
    events.push([name, trace])
    if (name === 'error') errors.push(trace.error)
  }
  const subscribers = {
    start: on('start'),
    end: on('end'),
    asyncStart: on('asyncStart'),
    asyncEnd: on('asyncEnd'),
    error: on('error'),
  }
  channel.subscribe(subscribers)
  try {
    await send()
    await within(1_000, () => events.some(([name]) => name === 'asyncEnd'))
  } finally {
    channel.unsubscribe(subscribers)
  }
  return { names: events.map(([name]) => name), trace: events[0]?.[1], events, errors, client }
}

fault({
  row: 'OPS-3',
  title: 'a request is start, end, asyncStart and asyncEnd on one message',
  handler: async () => new Response('traced', { status: 202 }),
  send: client => traced(client, () => client.get(client.path)),
  expect({ names, trace, events, client }) {
    expect(names).toEqual(['start', 'end', 'asyncStart', 'asyncEnd'])
    expect(new Set(events.map(([, message]) => message)).size).toBe(1)
    expect(trace).toMatchObject({ route: '/inline/[id]', method: 'GET', status: 202 })
    expect(new URL(trace.request.url).pathname).toBe(client.path)
    expect(trace.host.kind).toBe(client.host.kind)
  },
})

fault({
  row: 'OPS-3',
  title: 'a thrown error is one error event before the outcome',
  handler: () => {
    throw secretError()
  },
  send: client => traced(client, () => client.get(client.path)),
  expect({ names, errors, client }) {
    expect(names).toEqual(['start', 'end', 'error', 'asyncStart', 'asyncEnd'])
    expect(errors).toEqual([client.seen.errors[0]])
  },
})

fault({
  row: 'OPS-3',
  title: 'a refusal and a 405 are told of, too',
  async send(client) {
    const refused = await traced(client, () => client.get('/item/%00'))
    const wrong = await traced(client, () => client.send({ method: 'PUT', path: '/reads' }))
    return [refused, wrong] as const
  },
  expect([refused, wrong]) {
    expect(refused.errors).toEqual([expect.objectContaining({ code: 'RH_BAD_PATH' })])
    expect(refused.trace).toMatchObject({ request: undefined })
    expect([wrong.trace.route, wrong.trace.status, wrong.errors]).toEqual(['/reads', 405, []])
  },
})

fault({
  row: 'OPS-3',
  title: 'a stream that is cut is an error behind the outcome, before the end',
  handler: () => new Response(failing(['half'], secretError()).stream),
  send: client => traced(client, () => client.get(client.path)),
  expect({ names, client }) {
    expect(names.filter(name => name === 'error')).toHaveLength(1)
    expect([names.at(-1), names.indexOf('asyncStart') < names.indexOf('error')]).toEqual([
      'asyncEnd',
      true,
    ])
    expect(client.seen.reported).toHaveLength(1)
  },
  connection: 'closed',
})

fault({
  row: 'OPS-3',
  title: 'a client that leaves ends the trace without an error',
  handler: () => new Response(idle('first').stream),
  send: client =>
    traced(client, async () => {
      const exchange = await client.open({ path: client.path })
      await exchange.head()
      exchange.leave()
    }),
  expect({ names }) {
    expect(names).toEqual(['start', 'end', 'asyncStart', 'asyncEnd'])
  },
  connection: 'either',
})

fault({
  row: 'OPS-3',
  title: 'a request that is nobody’s is not told of',
  async send(client) {
    const names: string[] = []
    const start = () => names.push('start')
    channel.start.subscribe(start)
    await client.get('/users/unknown')
    channel.start.unsubscribe(start)
    return names
  },
  expect: names => expect(names).toEqual([]),
})

{
  const spans = new AsyncLocalStorage<string>()
  fault({
    row: 'OPS-3',
    title: 'a store bound to start reaches the handler',
    handler: async () => {
      await Promise.resolve()
      return new Response(spans.getStore())
    },
    async send(client) {
      channel.start.bindStore(spans, (trace: any) => `span of ${trace.route}`)
      const answer = await client.get(client.path)
      channel.start.unbindStore(spans)
      return answer
    },
    expect: answer => expect(answer.text).toBe('span of /inline/[id]'),
  })
}
