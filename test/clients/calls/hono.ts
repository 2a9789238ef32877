/** hono: a whole application under `[[...route]]`. */
import { type Calls, inChunks } from '../site'

export const calls: Calls = {
  'the root of the optional catch-all is its own': async site => {
    expect(await (await site.fetch('/api')).text()).toBe('the root')
  },
  'its routes have their parameters and the query': async site => {
    const answer = await site.fetch('/api/hello/Ada%20L?tab=1')
    expect(await answer.json()).toEqual({ hello: 'Ada L', tab: '1' })
  },
  'it sees the full URL': async site => {
    expect(await (await site.fetch('/api/url?a=%2F')).text()).toBe(`${site.origin}/api/url?a=%2F`)
  },
  'JSON that was parsed in front': async site => {
    const answer = await site.post('/api/sum', { a: 1, b: 2 })
    expect([answer.status, await answer.json()]).toEqual([201, { sum: 3 }])
  },
  'a form that was parsed in front, or was not': async site => {
    const body = new URLSearchParams({ name: 'Ada & Bo' })
    const answer = await site.fetch('/api/form', { method: 'POST', body })
    expect(await answer.json()).toEqual({ name: 'Ada & Bo' })
  },
  'each of its cookies, and a redirect': async site => {
    const answer = await site.fetch('/api/login')
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/api'])
    expect(answer.headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2; Path=/; HttpOnly'])
  },
  'what it does not know is its own 404': async site => {
    const answer = await site.fetch('/api/nothing')
    expect([answer.status, await answer.text()]).toEqual([404, '404 Not Found'])
  },
  'an event stream arrives event by event': async site => {
    const answer = await site.fetch('/api/ticks')
    const release = () => site.post('/api/release', {})
    expect(await inChunks(answer, 'data: first', release)).toContain('data: second')
  },
}
