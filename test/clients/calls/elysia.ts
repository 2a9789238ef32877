/** elysia: a whole application under `[[...slugs]]`. */
import type { Calls } from '../site'

export const calls: Calls = {
  'the root of the optional catch-all is its own': async site => {
    const answer = await site.fetch('/api')
    expect([answer.status, await answer.text()]).toEqual([200, 'hi'])
  },
  'its routes have their parameters and the query': async site => {
    const answer = await site.fetch('/api/users/7?tab=1')
    expect(await answer.json()).toEqual({ id: '7', tab: '1' })
  },
  'a body that fits its schema': async site => {
    const answer = await site.post('/api', { name: 'Ada' })
    expect([answer.status, await answer.json()]).toEqual([200, { name: 'Ada' }])
  },
  'a body that does not fit is refused': async site => {
    const answer = await site.post('/api', { name: 1 })
    expect([answer.status, await answer.json()]).toMatchObject([422, { type: 'validation' }])
  },
  'a cookie that it sets': async site => {
    const answer = await site.fetch('/api/cookie', { method: 'PUT' })
    expect(await answer.text()).toBe('set')
    expect(site.cookies.get('a')).toBe('1')
  },
  'what it does not know is its own 404': async site => {
    const answer = await site.fetch('/api/nothing')
    expect([answer.status, await answer.text()]).toEqual([404, 'NOT_FOUND'])
  },
}
