/** @trpc/server: queries, mutations, batches, streams and subscriptions under `[trpc]`. */
import { type Calls, inChunks } from '../site'

const input = (value: unknown) => encodeURIComponent(JSON.stringify(value))
const ADA = input({ name: 'Ada' })

export const calls: Calls = {
  'a query has its input and its context': async site => {
    const answer = await site.fetch(`/api/trpc/greeting?input=${ADA}`, {
      headers: { 'x-user': 'ada' },
    })
    expect(await answer.json()).toEqual({ result: { data: { text: 'hello Ada', user: 'ada' } } })
  },
  'a mutation has its body': async site => {
    const answer = await site.post('/api/trpc/add', { a: 1, b: 2 })
    expect([answer.status, await answer.json()]).toEqual([200, { result: { data: 3 } }])
  },
  'a batch is answered as one': async site => {
    const path = `/api/trpc/greeting,secret?batch=1&input=${input({ 0: { name: 'Ada' } })}`
    const answer = await site.fetch(path)
    expect([answer.status, await answer.json()]).toMatchObject([
      207,
      [{ result: { data: { text: 'hello Ada' } } }, { error: { data: { httpStatus: 401 } } }],
    ])
  },
  'wrong input, a refusal and an unknown procedure have their statuses': async site => {
    const paths = ['greeting?input=%7B%7D', 'secret', 'nothing']
    const statuses = paths.map(async path => (await site.fetch(`/api/trpc/${path}`)).status)
    expect(await Promise.all(statuses)).toEqual([400, 401, 404])
  },
  'a streamed batch sends what is ready and does not wait for the rest': async site => {
    const path = `/api/trpc/greeting,held?batch=1&input=${input({ 0: { name: 'Ada' } })}`
    const answer = await site.fetch(path, { headers: { 'trpc-accept': 'application/jsonl' } })
    const release = () => site.post('/api/trpc/release', {})
    expect(await inChunks(answer, 'hello Ada', release)).toContain('let go')
  },
  'a subscription is an event stream, event by event': async site => {
    const answer = await site.fetch('/api/trpc/ticks', { headers: { accept: 'text/event-stream' } })
    expect(answer.headers.get('content-type')).toMatch('text/event-stream')
    const release = () => site.post('/api/trpc/release', {})
    expect(await inChunks(answer, '"first"', release)).toContain('"second"')
  },
}
