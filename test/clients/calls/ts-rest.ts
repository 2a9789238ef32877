/** @ts-rest/serverless: a contract whose routes are matched inside the handler. */
import type { Calls } from '../site'

export const calls: Calls = {
  'a GET finds its route by the URL': async site => {
    const answer = await site.fetch('/api/posts/1')
    expect([answer.status, await answer.json()]).toEqual([200, { id: '1', title: 'first' }])
    expect((await site.fetch('/api/posts/2')).status).toBe(404)
  },
  'a POST has its body': async site => {
    const answer = await site.post('/api/posts', { title: 'second' })
    expect([answer.status, await answer.json()]).toEqual([201, { id: '2', title: 'second' }])
  },
  'a body that breaks the contract is refused': async site => {
    const answer = await site.post('/api/posts', { title: 2 })
    expect([answer.status, await answer.json()]).toMatchObject([
      400,
      { message: 'Request validation failed' },
    ])
  },
  'a DELETE is answered without a body': async site => {
    const answer = await site.fetch('/api/posts/1', { method: 'DELETE' })
    expect([answer.status, await answer.text()]).toEqual([204, ''])
  },
  'what the contract does not have is its own 404': async site => {
    const answer = await site.fetch('/api/nothing')
    expect([answer.status, await answer.json()]).toEqual([404, { message: 'Not Found' }])
  },
}
