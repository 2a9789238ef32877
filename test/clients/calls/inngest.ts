/** inngest: introspection, registration, and a function that runs by HTTP. */
import type { Calls, Site } from '../site'

const EVENT = { name: 'user/created', data: { name: 'Ada' }, id: '1', ts: 0 }
const CONTEXT = {
  run_id: 'run',
  attempt: 0,
  disable_immediate_execution: false,
  use_api: false,
  stack: { stack: [], current: 0 },
}

const run = (site: Site, path: string, id: string, headers = {}) =>
  site.post(
    `${path}?fnId=${id}&stepId=step`,
    { version: 1, event: EVENT, events: [EVENT], steps: {}, ctx: CONTEXT },
    headers,
  )

export const calls: Calls = {
  'a GET introspects: handlers that are not enumerable are found': async site => {
    const answer = await site.fetch('/api/inngest')
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ function_count: 1, mode: 'dev' })
  },
  'a PUT registers the functions': async site => {
    const answer = await site.fetch('/api/inngest', { method: 'PUT' })
    expect([answer.status, await answer.json()]).toMatchObject([200, { modified: true }])
  },
  'a POST runs a step of the function': async site => {
    const answer = await run(site, '/api/inngest', 'shop-greet')
    expect([answer.status, await answer.json()]).toMatchObject([206, [{ data: 'hello Ada' }]])
  },
  'a POST that nobody signed runs nothing': async site => {
    const answer = await run(site, '/api/signed', 'signed-done', {
      'x-inngest-signature': 't=1&s=00',
    })
    expect(answer.status).toBe(401)
  },
}
